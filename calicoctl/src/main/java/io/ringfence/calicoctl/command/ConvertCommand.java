package io.ringfence.calicoctl.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.calicoctl.print.JsonText;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.ResourceYaml;
import io.ringfence.model.v3.V3Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code convert}: documents of one version as documents of the other, all or none. */
public final class ConvertCommand implements Command {
    private final Session session;

    public ConvertCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description("Prints the resources of files in another version. Asks no server.")
                .sortOptions(false);
        FileOptions.describe(spec, true);
        spec.addOption(OptionSpec.builder("--output-version")
                .paramLabel("<VERSION>")
                .type(String.class)
                .description("v1 or v3. Default: v3.")
                .build());
        spec.addOption(OptionSpec.builder("-o", "--output")
                .paramLabel("<OUTPUT>")
                .type(String.class)
                .description("yaml or json. Default: yaml.")
                .build());
        Examples.in(
                spec,
                "calicoctl convert -f v1.yaml --output-version v3",
                "calicoctl convert -f v3.yaml --output-version v1 -o json");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        String version = oneOf(words, "--output-version", List.of("v3", "v1"));
        String output = oneOf(words, "--output", List.of("yaml", "json"));
        List<Given> given = FileOptions.of(words).read(session.terminal());
        List<ObjectNode> documents = version.equals("v1")
                ? Given.resources(given).stream().map(ResourceJson::toTree).toList()
                : v3(given);
        session.print(output.equals("json") ? JsonText.list(documents) : ResourceYaml.writeTrees(documents));
        return ExitStatus.DONE;
    }

    private List<ObjectNode> v3(List<Given> given) {
        List<ObjectNode> documents = new ArrayList<>();
        List<String> changes = new ArrayList<>();
        Map<String, Given> names = new HashMap<>();
        for (Given each : given) {
            Resource resource = each.resource();
            switch (V3Document.write(resource)) {
                case V3Document.Impossible(String reason) -> throw refused(each, reason);
                case V3Document.Written(ObjectNode document, Resource equivalent) -> {
                    String name = document.at("/metadata/name").textValue();
                    Given other = names.put(document.path("kind").textValue() + " " + name, each);
                    if (other != null) {
                        throw refused(
                                each, "in v3 its name would be that of what stands in " + other.where() + ": " + name);
                    }
                    if (!equivalent.key().equals(resource.key())) {
                        changes.add(resource.key().identifier() + " is called " + name + " in v3.");
                    }
                    documents.add(document);
                }
            }
        }
        changes.forEach(session::complain);
        return documents;
    }

    private static CommandException refused(Given given, String reason) {
        return new CommandException(
                "Failed to convert " + given.resource().key().identifier() + ": " + reason + "\n  in " + given.where());
    }

    /** The first is the default. */
    private static String oneOf(ParseResult words, String option, List<String> values) {
        String value = words.matchedOptionValue(option, values.getFirst());
        if (!values.contains(value)) {
            throw new ParameterException(
                    words.commandSpec().commandLine(),
                    "Invalid value for option '" + option + "': '" + value + "' is not one of "
                            + String.join(", ", values) + ".");
        }
        return value;
    }
}
