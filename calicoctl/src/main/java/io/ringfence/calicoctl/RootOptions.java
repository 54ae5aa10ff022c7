package io.ringfence.calicoctl;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What may stand before the command; filled by the parser. */
@Command(
        name = "calicoctl",
        description = "Shows and edits the network policy that Ringfence enforces.",
        synopsisHeading = "Usage: ",
        customSynopsis = "calicoctl [options] <command> [<args>...]",
        commandListHeading = "%nCommands:%n",
        footer = {"", "'calicoctl <command> --help' tells about one command."})
final class RootOptions {
    private static final List<String> LEVELS = List.of("panic", "fatal", "error", "warn", "info", "debug");

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this text.")
    boolean help;

    @Option(
            names = {"-l", "--log-level"},
            paramLabel = "<LEVEL>",
            defaultValue = "panic",
            description = "panic, fatal, error, warn, info or debug; the last two tell each request. Default: panic.")
    String logLevel = "panic";

    boolean isVerbose() {
        return logLevel.equals("info") || logLevel.equals("debug");
    }

    /** What is wrong with the level; empty when nothing is. */
    String logLevelProblem() {
        return LEVELS.contains(logLevel)
                ? ""
                : "Unknown log level: " + logLevel + ", expected one of: \n" + String.join(", ", LEVELS) + ".";
    }
}
