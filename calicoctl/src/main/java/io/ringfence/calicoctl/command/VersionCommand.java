package io.ringfence.calicoctl.command;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "version", description = "Shows the version of this tool.")
public final class VersionCommand implements Callable<Integer> {
    private final Session session;

    public VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        session.say("Version:      " + version());
        session.say("Java:         " + Runtime.version());
        return ExitStatus.DONE;
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = VersionCommand.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IOException("version.properties is missing from the program");
            }
            properties.load(in);
        }
        return properties.getProperty("version", "unknown");
    }
}
