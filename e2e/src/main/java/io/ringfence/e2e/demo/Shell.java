package io.ringfence.e2e.demo;

import io.ringfence.e2e.deploy.Folders;
import io.ringfence.e2e.net.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the tutorials' commands are typed: a folder of its own in which {@code calicoctl}, {@code ./calicoctl} and
 * {@code dist/calicoctl} are all ours.
 */
final class Shell implements AutoCloseable {
    private final Path folder;
    private final URI api;

    /** {@code calicoctl} is the launcher. */
    Shell(Path calicoctl, URI api) {
        this.api = api;
        try {
            folder = Files.createTempDirectory("ringfence-demo");
            Files.createDirectory(folder.resolve("dist"));
            for (String name : List.of("calicoctl", "dist/calicoctl")) {
                Files.createSymbolicLink(folder.resolve(name), calicoctl.toAbsolutePath());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Command.Result type(String command) {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", command).directory(folder.toFile());
        shell.environment().put("RINGFENCE_API", api.toString());
        shell.environment().merge("PATH", folder.toString(), (path, ours) -> ours + ":" + path);
        return Command.attempt(shell, "");
    }

    @Override
    public void close() {
        Folders.remove(folder);
    }
}
