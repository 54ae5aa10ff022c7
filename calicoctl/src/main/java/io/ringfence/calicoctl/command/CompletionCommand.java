package io.ringfence.calicoctl.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code completion}: the script that makes a shell complete this program's words. */
public final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Session session;

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Prints a script that lets a shell complete commands, options, kinds and the names of what is stored.")
                .customSynopsis("calicoctl completion (bash|zsh|fish)");
        spec.addPositional(PositionalParamSpec.builder()
                .index("0")
                .arity("1")
                .type(String.class)
                .paramLabel("<SHELL>")
                .description("bash, zsh or fish.")
                .build());
        Examples.in(
                spec,
                "source <(calicoctl completion bash)",
                "calicoctl completion zsh > ~/.zfunc/_calicoctl",
                "calicoctl completion fish > ~/.config/fish/completions/calicoctl.fish");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        String shell = words.matchedPositionalValue(0, "");
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    words.commandSpec().commandLine(), "There is a script for " + String.join(", ", SHELLS) + ".");
        }
        try (InputStream in = CompletionCommand.class.getResourceAsStream("completion." + shell)) {
            if (in == null) {
                throw new IllegalStateException("completion." + shell + " is missing from the program");
            }
            session.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ExitStatus.DONE;
    }
}
