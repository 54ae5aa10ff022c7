package io.ringfence.calicoctl.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the system's tools in a network namespace. */
final class HostTool {
    /** The tools take milliseconds; one that hangs is ended. */
    private static final long PATIENCE_SECONDS = 10;

    private final List<String> inNamespace;

    /** @param namespace null for the process's own */
    HostTool(@Nullable Path namespace) {
        this.inNamespace = namespace == null ? List.of() : List.of("nsenter", "--net=" + namespace);
    }

    /** Runs commands of {@code ip}, one a line, all or the rest not. */
    void ip(List<String> lines) {
        run(List.of("ip", "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Runs one command of {@code ip}; what it removes may be gone already. */
    void remove(String... words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        try {
            run(command, "");
        } catch (HostException e) {
            String reason = String.valueOf(e.getMessage());
            boolean gone =
                    List.of("Cannot find device", "No such process", "No such file", "Cannot assign requested").stream()
                            .anyMatch(reason::contains);
            if (!gone) {
                throw e;
            }
        }
    }

    /** Sets what stands below {@code /proc/sys/net}, as {@code ipv4/ip_forward=1}. By the shell, which is there where sysctl(8) is not. */
    void set(List<String> settings) {
        String script = "cd /proc/sys/net; while IFS== read -r setting value; do echo \"$value\" > \"$setting\"; done";
        run(List.of("sh", "-ec", script), String.join("\n", settings) + "\n");
    }

    private void run(List<String> tool, String input) {
        List<String> command = new ArrayList<>(inNamespace);
        command.addAll(tool);
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.start();
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> {
                process.destroyForcibly();
                return process;
            });
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                // It ended without reading; its status and output tell why.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new HostException(tool.getFirst() + " exit " + status + ": "
                        + output.strip().replace('\n', ' '));
            }
        } catch (IOException e) {
            throw new HostException(tool.getFirst() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(tool.getFirst() + ": interrupted");
        }
    }
}
