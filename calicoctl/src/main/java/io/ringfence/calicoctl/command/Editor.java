package io.ringfence.calicoctl.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The user's editor, and the file that it opens, which only its owner may read. Owner: the thread of the run. */
final class Editor implements AutoCloseable {
    private static final String DEFAULT = "vi";

    private final String command;
    private final Path file;
    private boolean kept;

    Editor(Terminal terminal) {
        String named = terminal.environment().getOrDefault("EDITOR", "");
        command = named.isBlank() ? DEFAULT : named;
        try {
            file = Files.createTempFile("calicoctl-", ".yaml");
        } catch (IOException e) {
            throw new CommandException("Failed to make a file to edit: " + e.getMessage());
        }
    }

    /** Opens the text and returns what was saved. Throws {@link CommandException} when the editor fails. */
    String open(String text) {
        try {
            Files.writeString(file, text);
            // The variable may hold arguments, which only a shell takes apart as people expect.
            int status = new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new CommandException(
                        "The editor '" + command + "' ended with status " + status + "; nothing was written.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandException("Failed to edit " + file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted; nothing was written.");
        }
    }

    /** Leaves the file where it is. */
    Path keep() {
        kept = true;
        return file;
    }

    @Override
    public void close() {
        if (!kept) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new CommandException("Failed to delete " + file + ": " + e.getMessage());
            }
        }
    }
}
