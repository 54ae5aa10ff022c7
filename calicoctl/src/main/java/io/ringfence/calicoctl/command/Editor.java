package io.ringfence.calicoctl.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The user's editor, and the file that it opens, which only its owner may read. The file stays until it is discarded: what somebody typed
 * must not be lost because something failed. Owner: the thread of the run.
 */
final class Editor {
    private static final String DEFAULT = "vi";

    private final String command;
    private final Path file;

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
        } catch (CharacterCodingException e) {
            throw new CommandException("Failed to edit " + file + ": what was saved is no UTF-8; nothing was written.");
        } catch (IOException e) {
            throw new CommandException("Failed to edit " + file + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted; nothing was written.");
        }
    }

    Path file() {
        return file;
    }

    /** Whether the file holds just this text, so that nothing would be lost with it. */
    boolean holdsOnly(String text) {
        try {
            return Arrays.equals(Files.readAllBytes(file), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false;
        }
    }

    void discard() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new CommandException("Failed to delete " + file + ": " + e.getMessage());
        }
    }
}
