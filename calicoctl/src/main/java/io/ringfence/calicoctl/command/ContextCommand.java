package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.ApiAddress;
import io.ringfence.calicoctl.context.Contexts;
import io.ringfence.calicoctl.context.ContextsFile;
import io.ringfence.calicoctl.table.TextTable;
import io.ringfence.calicoctl.words.DidYouMean;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code context}: names for gateways, and which one is meant when nothing is said. */
public final class ContextCommand implements Command {
    /** The words that a name follows. */
    private static final Set<String> NAMING = Set.of("use", "set", "remove");

    private final Session session;

    public ContextCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage()
                .description(
                        "Keeps names for gateways in ~/.config/ringfence/contexts.yaml, or where RINGFENCE_CONTEXTS says."
                                + " The current one is used when neither words nor RINGFENCE_API name another.")
                .customSynopsis(
                        "calicoctl context list",
                        "       calicoctl context show",
                        "       calicoctl context use <CONTEXT>",
                        "       calicoctl context set <CONTEXT> --api=<URL> [--token-file=<FILE>]",
                        "       calicoctl context remove <CONTEXT>")
                .sortOptions(false);
        spec.addPositional(PositionalParamSpec.builder()
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .hidden(true)
                .build());
        spec.addOption(OptionSpec.builder("--api")
                .paramLabel("<URL>")
                .type(String.class)
                .description("The gateway's address.")
                .build());
        spec.addOption(OptionSpec.builder("--token-file")
                .paramLabel("<FILE>")
                .type(String.class)
                .description("File with the token that this gateway demands. Only its name is kept.")
                .build());
        Examples.in(
                spec,
                "calicoctl context set prod --api=https://gateway.example:8443 --token-file=/etc/ringfence/token",
                "calicoctl context use prod",
                "calicoctl get policy --context=prod");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        List<String> plain = words.matchedPositionalValue(0, List.<String>of());
        String api = words.matchedOptionValue("--api", null);
        String tokenFile = words.matchedOptionValue("--token-file", null);
        String verb = plain.isEmpty() ? "" : plain.getFirst();
        boolean named = NAMING.contains(verb);
        if (plain.size() != (named ? 2 : 1)
                || verb.equals("set") != (api != null)
                || (api == null && tokenFile != null)) {
            throw misused(words);
        }
        ContextsFile file = ContextsFile.of(session.terminal().environment());
        try {
            Contexts contexts = file.read();
            return switch (verb) {
                case "list" -> list(contexts);
                case "show" -> show(contexts);
                case "use" -> use(plain.get(1), contexts, file);
                case "remove" -> remove(plain.get(1), contexts, file);
                case "set" -> set(plain.get(1), String.valueOf(api), tokenFile, contexts, file);
                default -> throw misused(words);
            };
        } catch (IOException e) {
            throw new CommandException("Error with contexts: " + e.getMessage());
        }
    }

    private static ParameterException misused(ParseResult words) {
        return new ParameterException(words.commandSpec().commandLine(), "These words are no context command.");
    }

    private int list(Contexts contexts) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("CURRENT", "NAME", "API", "TOKEN-FILE"));
        contexts.all()
                .forEach((name, context) -> lines.add(List.of(
                        name.equals(contexts.current()) ? "*" : "",
                        name,
                        context.api(),
                        context.tokenFile() == null ? "" : context.tokenFile())));
        session.print(TextTable.of(lines));
        return ExitStatus.DONE;
    }

    private int show(Contexts contexts) {
        if (contexts.current() == null) {
            throw new CommandException("No context is current.");
        }
        session.say(contexts.current());
        return ExitStatus.DONE;
    }

    private int use(String name, Contexts contexts, ContextsFile file) throws IOException {
        requireKnown(name, contexts);
        file.write(contexts.use(name));
        session.say("Context " + name + " is current.");
        return ExitStatus.DONE;
    }

    private int remove(String name, Contexts contexts, ContextsFile file) throws IOException {
        requireKnown(name, contexts);
        file.write(contexts.without(name));
        session.say("Context " + name + " is removed." + (name.equals(contexts.current()) ? " None is current." : ""));
        return ExitStatus.DONE;
    }

    private static void requireKnown(String name, Contexts contexts) {
        if (!contexts.all().containsKey(name)) {
            throw new CommandException("No such context: " + name + ". 'calicoctl context list' shows all."
                    + DidYouMean.line(name, contexts.all().keySet()));
        }
    }

    private int set(String name, String api, @Nullable String tokenFile, Contexts contexts, ContextsFile file)
            throws IOException {
        if (ApiAddress.parse(api).isEmpty()) {
            throw new CommandException(
                    "Invalid API address '" + api + "': it must look like http://HOST:PORT or https://HOST:PORT.");
        }
        // Absolute, because the next command may run in another folder.
        String absolute =
                tokenFile == null ? null : Path.of(tokenFile).toAbsolutePath().toString();
        Contexts more = contexts.with(name, new Contexts.Context(api, absolute));
        file.write(more);
        session.say("Context " + name + " is set" + (name.equals(more.current()) ? " and current." : "."));
        return ExitStatus.DONE;
    }
}
