package io.ringfence.calicoctl;

import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.command.ApiOptions;
import io.ringfence.calicoctl.command.Command;
import io.ringfence.calicoctl.command.CommandException;
import io.ringfence.calicoctl.command.Complete;
import io.ringfence.calicoctl.command.CompletionCommand;
import io.ringfence.calicoctl.command.ConfigCommand;
import io.ringfence.calicoctl.command.ContainerCommand;
import io.ringfence.calicoctl.command.ContextCommand;
import io.ringfence.calicoctl.command.ConvertCommand;
import io.ringfence.calicoctl.command.DeleteCommand;
import io.ringfence.calicoctl.command.DiffCommand;
import io.ringfence.calicoctl.command.EditCommand;
import io.ringfence.calicoctl.command.EndpointCommand;
import io.ringfence.calicoctl.command.ExitStatus;
import io.ringfence.calicoctl.command.FileCommand;
import io.ringfence.calicoctl.command.GetCommand;
import io.ringfence.calicoctl.command.IpamCommand;
import io.ringfence.calicoctl.command.LabelCommand;
import io.ringfence.calicoctl.command.NodeCommand;
import io.ringfence.calicoctl.command.PatchCommand;
import io.ringfence.calicoctl.command.ProfileCommand;
import io.ringfence.calicoctl.command.Session;
import io.ringfence.calicoctl.command.Specs;
import io.ringfence.calicoctl.command.Terminal;
import io.ringfence.calicoctl.command.ValidateCommand;
import io.ringfence.calicoctl.command.VersionCommand;
import io.ringfence.calicoctl.completion.Completion;
import io.ringfence.calicoctl.words.DidYouMean;
import io.ringfence.calicoctl.words.LogLevels;
import io.ringfence.calicoctl.write.Operation;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry. Only the command that is asked for is described to the parser, which is half of what a start costs. */
public final class Calicoctl {
    private static final List<String> COMMANDS = List.of(
            "create",
            "replace",
            "apply",
            "delete",
            "get",
            "profile",
            "endpoint",
            "container",
            "config",
            "ipam",
            "node",
            "version",
            "validate",
            "diff",
            "convert",
            "label",
            "patch",
            "edit",
            "context",
            "completion");

    private final Terminal terminal;
    private final Session session;

    private Calicoctl(Terminal terminal) {
        this.terminal = terminal;
        this.session = new Session(terminal);
    }

    public static void main(String[] args) {
        Output results = new Output(new FileOutputStream(FileDescriptor.out));
        // Each line at once: it may tell what is waited for.
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        // The launcher knows, at no cost; the JVM would have to load its console for it.
        String terminals = System.getProperty("calicoctl.terminals", "");
        Terminal.People people = new Terminal.People(terminals.contains("out"), terminals.contains("err"));
        int status = run(args, new Terminal(System.getenv(), System.in, results.stream(), err, people));
        if (!results.finish()) {
            Optional.ofNullable(results.complaint()).ifPresent(err::println);
            status = status == ExitStatus.DONE ? ExitStatus.FAILED : status;
        }
        err.flush();
        // Nothing is left to do in an orderly way, and a halt is faster.
        Runtime.getRuntime().halt(status);
    }

    /** Runs one command and returns the exit status; see {@link ExitStatus}. */
    public static int run(String[] args, Terminal terminal) {
        return new Calicoctl(terminal).run(args);
    }

    private int run(String[] args) {
        try {
            return execute(args);
        } catch (CommandException | GatewayException failure) {
            terminal.err().println(failure.getMessage());
            return ExitStatus.FAILED;
        } catch (InvalidPathException name) {
            terminal.err().println("No name of a file in this locale: " + name.getInput());
            return ExitStatus.FAILED;
        } catch (RuntimeException | Error bug) {
            terminal.err().println("Internal error: " + bug + ". With --log-level=debug it is told where.");
            if (session.isVerbose()) {
                bug.printStackTrace(terminal.err());
            }
            return ExitStatus.FAILED;
        }
    }

    private int execute(String[] args) {
        if (args.length > 0 && args[0].equals(Complete.WORD)) {
            return new Complete(session, new Completion(COMMANDS, this::options))
                    .run(List.of(args).subList(1, args.length));
        }
        if (args.length == 1 && args[0].equals("version")) {
            // Nothing to parse, and the parser is most of the time that this takes.
            return new VersionCommand(session).run();
        }
        CommandSpec rootSpec = root();
        String name = commandName(args, rootSpec);
        boolean known = name != null && COMMANDS.contains(name);
        CommandLine root = Specs.parser(rootSpec);
        for (String command : known ? List.of(String.valueOf(name)) : COMMANDS) {
            root.addSubcommand(command, Specs.parser(withHelp(command(command).spec())));
        }
        root.setExpandAtFiles(false).setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF));
        if (name != null && !known) {
            terminal.err().println("Unknown command: \"" + name + "\"" + DidYouMean.line(name, COMMANDS));
            root.usage(terminal.err());
            return ExitStatus.USAGE;
        }
        try {
            return execute(root.parseArgs(args));
        } catch (ParameterException problem) {
            terminal.err()
                    .println("Invalid option: 'calicoctl " + String.join(" ", args)
                            + "'. Use flag '--help' to read about a specific subcommand.");
            terminal.err().println(problem.getMessage() + suggestion(problem, args));
            problem.getCommandLine().usage(terminal.err());
            return ExitStatus.USAGE;
        }
    }

    private int execute(ParseResult words) {
        String level = words.matchedOptionValue("--log-level", "panic");
        if (!LogLevels.ALL.contains(level)) {
            terminal.err()
                    .println("Unknown log level: " + level + ", expected one of: \n" + String.join(", ", LogLevels.ALL)
                            + ".");
            return ExitStatus.FAILED;
        }
        session.start(ApiOptions.of(words));
        ParseResult last = words.hasSubcommand() ? words.subcommand() : words;
        if (level.equals("info")
                || level.equals("debug")
                || words.hasMatchedOption("-v")
                || last.hasMatchedOption("-v")) {
            session.beVerbose();
        }
        if (words.isUsageHelpRequested() || last.isUsageHelpRequested()) {
            last.commandSpec().commandLine().usage(terminal.out());
            return ExitStatus.DONE;
        }
        if (!words.hasSubcommand()) {
            last.commandSpec().commandLine().usage(terminal.err());
            return ExitStatus.USAGE;
        }
        return command(last.commandSpec().name()).run(last);
    }

    private Command command(String name) {
        return switch (name) {
            case "create" -> new FileCommand(session, Operation.CREATE);
            case "replace" -> new FileCommand(session, Operation.REPLACE);
            case "apply" -> new FileCommand(session, Operation.APPLY);
            case "delete" -> new DeleteCommand(session);
            case "get" -> new GetCommand(session);
            case "profile" -> new ProfileCommand(session);
            case "endpoint" -> new EndpointCommand(session);
            case "container" -> new ContainerCommand(session);
            case "config" -> new ConfigCommand(session);
            case "ipam" -> new IpamCommand(session);
            case "node" -> new NodeCommand(session);
            case "version" -> new VersionCommand(session);
            case "validate" -> new ValidateCommand(session);
            case "diff" -> new DiffCommand(session);
            case "convert" -> new ConvertCommand(session);
            case "label" -> new LabelCommand(session);
            case "patch" -> new PatchCommand(session);
            case "edit" -> new EditCommand(session);
            case "context" -> new ContextCommand(session);
            case "completion" -> new CompletionCommand(session);
            default -> throw new IllegalArgumentException("no such command: " + name);
        };
    }

    private static CommandSpec root() {
        CommandSpec spec = withHelp(Specs.named("calicoctl"));
        spec.usageMessage()
                .description("Shows and edits the network policy that Ringfence enforces.")
                .customSynopsis("calicoctl [options] <command> [<args>...]")
                .commandListHeading("%nCommands:%n")
                .footer("", "'calicoctl <command> --help' tells about one command.");
        spec.addOption(OptionSpec.builder("-l", "--log-level")
                .paramLabel("<LEVEL>")
                .type(String.class)
                .description(
                        "panic, fatal, error, warn, info or debug; the last two tell each request. Default: panic.")
                .build());
        ApiOptions.describe(spec);
        return spec;
    }

    private List<Completion.Option> options(String command) {
        CommandSpec spec = command.isEmpty()
                ? root()
                : COMMANDS.contains(command) ? withHelp(command(command).spec()) : Specs.named(command);
        return spec.options().stream()
                .map(option -> new Completion.Option(
                        List.of(option.names()),
                        option.arity().max() > 0 && option.arity().min() > 0))
                .toList();
    }

    /** What was probably meant by the first option that does not exist. The parser may have complained of something else first. */
    private static String suggestion(ParameterException problem, String[] args) {
        List<String> names = problem.getCommandLine().getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .toList();
        return Stream.of(args)
                .filter(arg -> arg.startsWith("--"))
                .map(arg -> arg.replaceFirst("=.*", ""))
                .filter(option -> !names.contains(option))
                .findFirst()
                .map(option -> DidYouMean.line(option, names))
                .orElse("");
    }

    private static CommandSpec withHelp(CommandSpec spec) {
        return spec.addOption(OptionSpec.builder("-v", "--verbose")
                        .description("Tell each request and the id under which the gateway's log has it.")
                        .build())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this text.")
                        .build());
    }

    /** The first word that is neither an option of the root nor an option's value; null when there is none. */
    private static @Nullable String commandName(String[] args, CommandSpec root) {
        for (int i = 0; i < args.length; i++) {
            OptionSpec option = root.optionsMap().get(args[i]);
            if (option != null && option.arity().max() > 0) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return args[i];
            }
        }
        return null;
    }
}
