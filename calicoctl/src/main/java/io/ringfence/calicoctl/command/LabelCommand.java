package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.edit.LabelEdit;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code label}: sets and removes labels of one resource. */
public final class LabelCommand implements Command {
    private final Session session;

    public LabelCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description("Sets and removes labels of a profile, an endpoint or a network set.")
                .customSynopsis(
                        "calicoctl label <KIND> <NAME> (<KEY>=<VALUE>|<KEY>-)... [--overwrite]",
                        "                       [--node=<NODE>] [--orchestrator=<ORCH>] [--workload=<WORKLOAD>]")
                .sortOptions(false);
        IdentityOptions.describeOne(spec);
        spec.addPositional(PositionalParamSpec.builder()
                .index("2..*")
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("<LABEL>")
                .description("<KEY>=<VALUE> sets, <KEY>- removes.")
                .build());
        spec.addOption(OptionSpec.builder("--overwrite")
                .description("Also where the label has another value.")
                .build());
        ApiOptions.describe(spec);
        Examples.in(
                spec,
                "calicoctl label profile databases role=database",
                "calicoctl label wep eth0 --node=host-1 --orchestrator=docker --workload=web role-");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        IdentityOptions which = IdentityOptions.of(words);
        Optional<LabelEdit> edit = LabelEdit.parse(
                words.matchedPositionalValue(2, List.<String>of()), words.hasMatchedOption("--overwrite"));
        if (edit.isEmpty()) {
            throw new ParameterException(
                    words.commandSpec().commandLine(), "Name each label once, as <KEY>=<VALUE> or <KEY>-.");
        }
        ResourceKey key = StoredEdit.key(which);
        StoredEdit stored = StoredEdit.of(session.gateway(ApiOptions.of(words)), key, "label");
        stored.replace(resource -> switch (edit.get().apply(resource)) {
            case LabelEdit.Edited(var edited) -> edited;
            case LabelEdit.Refused(String message) -> throw stored.failed(message);
        });
        session.say("Successfully labelled 1 '" + key.kind().text() + "' resource");
        return ExitStatus.DONE;
    }
}
