package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.write.Operation;
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
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage().description(description()).sortOptions(false);
        spec.addOption(OptionSpec.builder("-f", "--filename")
                .paramLabel("<FILENAME>")
                .type(String.class)
                .required(true)
                .description("YAML or JSON file; - is standard input.")
                .build());
        if (operation == Operation.CREATE) {
            spec.addOption(OptionSpec.builder("-s", "--skip-exists")
                    .description("Pass over resources that exist already; they count as created.")
                    .build());
        }
        describeNoAtomic(spec);
        ApiOptions.describe(spec);
        return spec;
    }

    static void describeNoAtomic(CommandSpec spec) {
        spec.addOption(OptionSpec.builder("--no-atomic")
                .description(
                        "Write in several transactions, for files above the store's limit; stops at the first failure.")
                .build());
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
        String file = words.matchedOptionValue("--filename", "");
        return new FileWrite(session, operation, skipExists)
                .run(file, ApiOptions.of(words), !words.hasMatchedOption("--no-atomic"));
    }
}
