package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.words.Parsed;
import java.util.List;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Commands whose plain words have a grammar of their own: the parser collects them, the grammar judges them. */
final class Words {
    private Words() {}

    /** Takes any number of plain words. */
    static void describe(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
    }

    static void option(CommandSpec spec, String name, String label, String description) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build());
    }

    static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name).description(description).build());
    }

    static List<String> plain(ParseResult words) {
        return words.matchedPositionalValue(0, List.<String>of());
    }

    /** Does what was understood; returns the exit status. Throws {@link ParameterException} for words that are no form of the command. */
    static <R> int run(Session session, ParseResult words, Parsed<R> parsed, ToIntFunction<R> action) {
        return switch (parsed) {
            case Parsed.Understood<R>(R request) -> action.applyAsInt(request);
            case Parsed.Misused<R> misused ->
                throw new ParameterException(
                        words.commandSpec().commandLine(),
                        "These words are no " + words.commandSpec().name() + " command.");
            case Parsed.Invalid<R>(List<String> messages) -> {
                messages.forEach(session::complain);
                yield ExitStatus.FAILED;
            }
        };
    }
}
