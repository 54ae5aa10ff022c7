package io.ringfence.calicoctl.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Which files.
 *
 * @param names files, folders and {@code -}, in the order typed; empty when none was named
 * @param recursive also the folders in folders
 */
record FileOptions(List<String> names, boolean recursive) {
    FileOptions {
        names = List.copyOf(names);
    }

    static void describe(CommandSpec spec, boolean required) {
        spec.addOption(OptionSpec.builder("-f", "--filename")
                .paramLabel("<FILENAME>")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .required(required)
                .description(
                        "YAML or JSON file, of v1 or projectcalico.org/v3; - is standard input. A folder means its files that end in"
                                + " .yaml, .yml or .json. May be given several times.")
                .build());
        spec.addOption(OptionSpec.builder("-R", "--recursive")
                .description("Also the folders inside a folder.")
                .build());
    }

    static FileOptions of(ParseResult words) {
        return new FileOptions(
                words.matchedOptionValue("--filename", List.<String>of()), words.hasMatchedOption("--recursive"));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** All resources of all files. Throws {@link CommandException} with what is wrong in any of them. */
    List<Given> read(Terminal terminal) {
        return new ResourceFiles(terminal).read(names, recursive);
    }
}
