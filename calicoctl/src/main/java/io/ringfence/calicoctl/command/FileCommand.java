package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.write.Operation;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code create}, {@code apply} and {@code replace}: one operation with all resources of a file. */
public final class FileCommand implements Command {
    private final Session session;
    private final Operation operation;

    public FileCommand(Session session, Operation operation) {
        this.session = session;
        this.operation = operation;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage().description(description()).sortOptions(false);
        FileOptions.describe(spec, true);
        if (operation == Operation.CREATE) {
            spec.addOption(OptionSpec.builder("-s", "--skip-exists")
                    .description("Pass over resources that exist already; they count as created.")
                    .build());
        }
        FileWrite.describe(spec);
        ApiOptions.describe(spec);
        String verb = "calicoctl " + operation.verb();
        Examples.in(
                spec,
                verb + " -f policies.yaml",
                verb + " -R -f policies/ --dry-run",
                verb + " --wait=10s -f - < policies.yaml");
        return spec;
    }

    private String description() {
        return switch (operation) {
            case CREATE -> "Creates the resources of a file. None of them may exist.";
            case APPLY -> "Creates or replaces the resources of a file.";
            case REPLACE -> "Replaces the resources of a file. All of them must exist.";
            case DELETE -> "Deletes the resources that a file names.";
        };
    }

    @Override
    public int run(ParseResult words) {
        boolean skipExists = operation == Operation.CREATE && words.hasMatchedOption("--skip-exists");
        FileWrite write = FileWrite.of(words, session, operation, skipExists);
        List<Given> given = FileOptions.of(words).read(session.terminal());
        return write.run(given, session.gateway(ApiOptions.of(words)));
    }
}
