package io.ringfence.e2e.docker;

import io.ringfence.e2e.docs.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Programs that may take minutes, started in the project's root. */
final class Script {
    static final Path ROOT = Repository.root();

    private Script() {}

    /** Returns what it printed on both outputs. Throws, with that, when its status is not 0 or it takes longer than the limit. */
    static String run(Duration limit, Map<String, String> environment, List<String> command) {
        Path output = null;
        Process process = null;
        try {
            output = Files.createTempFile("ringfence-script", ".log");
            process = start(environment, command, output);
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                throw new IllegalStateException(command
                        + (ended ? " ended with status " + process.exitValue() : " took too long") + ":\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            if (process != null) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            delete(output);
        }
    }

    /** Starts it and returns; both outputs go to the file. */
    static Process start(Map<String, String> environment, List<String> command, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
