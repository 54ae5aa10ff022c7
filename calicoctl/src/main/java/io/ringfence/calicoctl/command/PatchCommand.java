package io.ringfence.calicoctl.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.calicoctl.edit.MergePatch;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.JsonReason;
import io.ringfence.model.text.Place;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.validate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code patch}: changes some fields of one resource. */
public final class PatchCommand implements Command {
    private final Session session;

    public PatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Changes the fields of a resource that a JSON merge patch (RFC 7386) names: null removes a field, a list"
                                + " replaces the whole list.")
                .customSynopsis(
                        "calicoctl patch <KIND> <NAME> --patch=<PATCH>",
                        "                       [--node=<NODE>] [--orchestrator=<ORCH>] [--workload=<WORKLOAD>]")
                .sortOptions(false);
        IdentityOptions.describeOne(spec);
        spec.addOption(OptionSpec.builder("-p", "--patch")
                .paramLabel("<PATCH>")
                .type(String.class)
                .required(true)
                .description("The patch, in JSON.")
                .build());
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl patch policy databases -p '{\"spec\": {\"order\": 10}}'",
                "calicoctl patch profile WEB -p '{\"metadata\": {\"labels\": {\"old\": null}}}'");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        ResourceKey key = StoredEdit.key(IdentityOptions.of(words));
        StoredEdit stored = StoredEdit.of(session.gateway(ApiOptions.of(words)), key, "patch");
        JsonNode patch = json(words.matchedOptionValue("--patch", ""), stored);
        stored.replace(resource -> patched(resource, patch, stored));
        session.say("Successfully patched 1 '" + key.kind().text() + "' resource");
        return ExitStatus.DONE;
    }

    private static JsonNode json(String text, StoredEdit stored) {
        try {
            JsonNode tree = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .readTree(text);
            if (!tree.isObject()) {
                throw stored.failed("the patch is no JSON object");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw stored.failed("the patch is no JSON: " + JsonReason.of(e));
        }
    }

    private static Resource patched(Resource resource, JsonNode patch, StoredEdit stored) {
        byte[] text = MergePatch.apply(ResourceJson.toTree(resource), patch)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        return switch (ResourceReader.read(text, Format.JSON)) {
            case ReadResult.Accepted(List<Resource> resources, List<Place> places) -> resources.getFirst();
            case ReadResult.Refused(List<Problem> problems) -> throw stored.failed(Problem.describe(problems));
        };
    }
}
