package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.diff.TextDiff;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.ResourceYaml;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code diff}: what would be different after files are applied. */
public final class DiffCommand implements Command {
    /** What the other side of a difference is called where there is none. */
    private static final String NOTHING = "/dev/null";

    private final Session session;

    public DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Shows how the resources of files differ from what is stored. Prints nothing where nothing differs.")
                .sortOptions(false);
        FileOptions.describe(spec, true);
        spec.addOption(OptionSpec.builder("--exit-code")
                .description("Status 1 if anything differs.")
                .build());
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl diff -f policies.yaml",
                "calicoctl get policy db -o yaml | sed s/3306/3307/ | calicoctl diff -f -");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        List<Given> given = FileOptions.of(words).read(session.terminal());
        Map<ResourceKey, Resource> stored = StoredNow.of(
                given.stream().map(each -> each.resource().key()).toList(), session.gateway(ApiOptions.of(words)));
        StringBuilder text = new StringBuilder();
        for (Given each : given) {
            text.append(difference(stored.get(each.resource().key()), each));
        }
        session.print(text.toString());
        return !text.isEmpty() && words.hasMatchedOption("--exit-code") ? ExitStatus.FAILED : ExitStatus.DONE;
    }

    private String difference(@Nullable Resource stored, Given given) {
        String name = given.resource().key().toString();
        return TextDiff.of(
                stored == null ? NOTHING : "stored " + name,
                stored == null ? "" : ResourceYaml.writeOne(stored),
                "given " + name,
                ResourceYaml.writeOne(given.resource()),
                session.terminal().hasColours());
    }
}
