package io.ringfence.calicoctl.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code version}: what this tool is; asks no server. */
public final class VersionCommand implements Command {
    private final Session session;

    public VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.fresh();
        spec.usageMessage().description("Shows the version of this tool.");
        Examples.in(spec, "calicoctl version");
        return spec;
    }

    @Override
    public int run(ParseResult words) {
        return run();
    }

    /** As without options, of which there are none that matter. */
    public int run() {
        session.say("Version:      " + version());
        session.say("Java:         " + System.getProperty("java.version"));
        return ExitStatus.DONE;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the program");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
