package io.ringfence.calicoctl;

import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.command.ApplyCommand;
import io.ringfence.calicoctl.command.CommandException;
import io.ringfence.calicoctl.command.CreateCommand;
import io.ringfence.calicoctl.command.DeleteCommand;
import io.ringfence.calicoctl.command.ExitStatus;
import io.ringfence.calicoctl.command.GetCommand;
import io.ringfence.calicoctl.command.ProfileCommand;
import io.ringfence.calicoctl.command.ReplaceCommand;
import io.ringfence.calicoctl.command.Session;
import io.ringfence.calicoctl.command.Terminal;
import io.ringfence.calicoctl.command.VersionCommand;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry. Only the command that is asked for is built, which is half of what a start costs. */
public final class Calicoctl {
    private static final Map<String, Function<Session, Object>> COMMANDS = commands();

    private Calicoctl() {}

    private static Map<String, Function<Session, Object>> commands() {
        Map<String, Function<Session, Object>> commands = new LinkedHashMap<>();
        commands.put("create", CreateCommand::new);
        commands.put("replace", ReplaceCommand::new);
        commands.put("apply", ApplyCommand::new);
        commands.put("delete", DeleteCommand::new);
        commands.put("get", GetCommand::new);
        commands.put("profile", ProfileCommand::new);
        commands.put("version", VersionCommand::new);
        return commands;
    }

    public static void main(String[] args) {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = run(args, new Terminal(System.getenv(), System.in, out, err));
        out.flush();
        err.flush();
        System.exit(status);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.UTF_8);
    }

    /** Runs one command and returns the exit status; see {@link ExitStatus}. */
    public static int run(String[] args, Terminal terminal) {
        Session session = new Session(terminal);
        RootOptions options = new RootOptions();
        CommandLine root = new CommandLine(options);
        String name = commandName(args);
        boolean known = name != null && COMMANDS.containsKey(name);
        if (known) {
            add(root, String.valueOf(name), session);
        } else {
            COMMANDS.keySet().forEach(command -> add(root, command, session));
        }
        // These reach only the commands that are there already.
        root.setExpandAtFiles(false)
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(Help.defaultColorScheme(Help.Ansi.OFF))
                .setParameterExceptionHandler((problem, words) -> misused(problem, words, terminal))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, session, terminal))
                .setExecutionStrategy(parsed -> execute(parsed, options, session, terminal));
        if (name != null && !known) {
            terminal.err().println("Unknown command: \"" + name + "\"");
            root.usage(terminal.err());
            return ExitStatus.USAGE;
        }
        return root.execute(args);
    }

    private static int execute(ParseResult parsed, RootOptions options, Session session, Terminal terminal) {
        String problem = options.logLevelProblem();
        if (!problem.isEmpty()) {
            terminal.err().println(problem);
            return ExitStatus.FAILED;
        }
        if (options.isVerbose()) {
            session.beVerbose();
        }
        if (!parsed.hasSubcommand() && !parsed.isUsageHelpRequested()) {
            parsed.commandSpec().commandLine().usage(terminal.err());
            return ExitStatus.USAGE;
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void add(CommandLine root, String name, Session session) {
        Function<Session, Object> command = COMMANDS.get(name);
        if (command != null) {
            CommandLine line = new CommandLine(command.apply(session));
            line.getCommandSpec()
                    .addOption(CommandLine.Model.OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Shows this text.")
                            .build());
            root.addSubcommand(name, line);
        }
    }

    /** The first word that is neither an option of the root nor an option's value; null when there is none. */
    private static @Nullable String commandName(String[] args) {
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("-l") || args[i].equals("--log-level")) {
                i++;
            } else if (!args[i].startsWith("-")) {
                return args[i];
            }
        }
        return null;
    }

    private static int misused(ParameterException problem, String[] words, Terminal terminal) {
        terminal.err()
                .println("Invalid option: 'calicoctl " + String.join(" ", List.of(words))
                        + "'. Use flag '--help' to read about a specific subcommand.");
        terminal.err().println(problem.getMessage());
        problem.getCommandLine().usage(terminal.err());
        return ExitStatus.USAGE;
    }

    private static int failed(Exception failure, Session session, Terminal terminal) {
        switch (failure) {
            case CommandException known -> terminal.err().println(known.getMessage());
            case GatewayException known -> terminal.err().println(known.getMessage());
            default -> {
                terminal.err().println("Internal error: " + failure + ". With --log-level=debug it is told where.");
                if (session.isVerbose()) {
                    failure.printStackTrace(terminal.err());
                }
            }
        }
        return ExitStatus.FAILED;
    }
}
