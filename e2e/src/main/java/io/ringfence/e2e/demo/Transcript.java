package io.ringfence.e2e.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of a shell session with what they must print. A line that begins with {@code $ } is a command, with {@code > } its
 * continuation, with {@code # } a remark, with {@code ? } the status it must end with if not 0; every other line is output.
 */
record Transcript(List<Entry> entries) {

    /** A remark or a command. */
    sealed interface Entry {}

    record Remark(String text) implements Entry {}

    /**
     * @param text as typed, several lines for a here-document
     * @param output each line with its end
     */
    record ShellCommand(String text, String output, int status) implements Entry {}

    Transcript {
        entries = List.copyOf(entries);
    }

    /** One of those under {@code seeds/}. */
    static Transcript named(String name) {
        String path = "/seeds/" + name + ".txt";
        try (InputStream stream = Transcript.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("no such transcript: " + path);
            }
            return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Transcript parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# ")) {
                entries.add(new Remark(line.substring(2)));
            } else if (line.startsWith("$ ")) {
                entries.add(new ShellCommand(line.substring(2), "", 0));
            } else if (!entries.isEmpty() && entries.removeLast() instanceof ShellCommand last) {
                if (line.startsWith("> ")) {
                    entries.add(new ShellCommand(last.text() + "\n" + line.substring(2), "", 0));
                } else if (line.startsWith("? ")) {
                    entries.add(new ShellCommand(last.text(), last.output(), Integer.parseInt(line.substring(2))));
                } else {
                    entries.add(new ShellCommand(last.text(), last.output() + line + "\n", last.status()));
                }
            } else {
                throw new IllegalArgumentException("output of no command: " + line);
            }
        }
        return new Transcript(entries);
    }
}
