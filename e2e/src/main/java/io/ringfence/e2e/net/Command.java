package io.ringfence.e2e.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
public final class Command {
    /** A program that takes longer is killed and reported: all of ours end within a second or two. */
    private static final long LIMIT_SECONDS = 60;

    private Command() {}

    /** What a program left. */
    public record Result(int status, String output) {
        public boolean succeeded() {
            return status == 0;
        }
    }

    /** Returns what it printed on both outputs; throws when its status is not 0. */
    public static String run(String... command) {
        return runWithInput("", command);
    }

    /** As {@link #run}, with {@code input} on its standard input. */
    public static String runWithInput(String input, String... command) {
        Result result = attempt(input, command);
        if (!result.succeeded()) {
            throw new IllegalStateException(
                    String.join(" ", command) + " ended with status " + result.status() + ": " + result.output());
        }
        return result.output();
    }

    /** Runs it and leaves the judgement of its status to the caller. */
    public static Result attempt(String input, String... command) {
        return attempt(new ProcessBuilder(List.of(command)), input);
    }

    /** As above, for a process that needs a directory or an environment of its own. */
    public static Result attempt(ProcessBuilder builder, String input) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            try (var toProcess = process.getOutputStream()) {
                toProcess.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading its input; its status and output tell the rest.
            }
            Thread killer = Thread.ofVirtual().start(() -> killWhenLate(process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            killer.interrupt();
            return new Result(status, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(String.join(" ", builder.command())));
        }
    }

    private static void killWhenLate(Process process) {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
