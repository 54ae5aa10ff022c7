package io.ringfence.agent.docker.link;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the system's tools in the host's network namespace. Any thread; calls block. */
final class HostTool {
    /** The tools take milliseconds; one that hangs is ended. */
    private static final long PATIENCE_SECONDS = 10;

    private final List<String> inNamespace;

    /** @param namespace by the name that {@code ip netns} knows; empty for the process's own */
    HostTool(String namespace) {
        this.inNamespace = namespace.isEmpty() ? List.of() : List.of("nsenter", "--net=/run/netns/" + namespace);
    }

    /** Returns what the tool printed. */
    String run(List<String> tool, String input) throws LinkException {
        List<String> command = new ArrayList<>(inNamespace);
        command.addAll(tool);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            Thread watch = Thread.ofVirtual().start(() -> {
                try {
                    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                        process.destroyForcibly();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            watch.interrupt();
            if (code != 0) {
                throw new LinkException(tool.getFirst() + " exit " + code + ": "
                        + output.strip().replace('\n', ' '));
            }
            return output;
        } catch (IOException e) {
            throw new LinkException(tool.getFirst() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(tool.getFirst() + ": interrupted");
        }
    }
}
