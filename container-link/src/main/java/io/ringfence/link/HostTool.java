package io.ringfence.link;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the system's tools in a network namespace. Any thread; calls block. */
public final class HostTool {
    private static final Path NAMESPACES = Path.of("/run/netns");

    /** The tools take milliseconds; one that hangs is ended. */
    private static final long PATIENCE_SECONDS = 10;

    /** What {@code ip} says about what is not there. */
    private static final List<String> GONE =
            List.of("Cannot find device", "No such process", "No such file", "Cannot assign requested");

    private final List<String> inNamespace;

    private HostTool(@Nullable Path namespace) {
        this.inNamespace = namespace == null ? List.of() : List.of("nsenter", "--net=" + namespace);
    }

    /** In the namespace that a file holds, such as {@code /proc/1/ns/net}. */
    public static HostTool in(Path namespace) {
        return new HostTool(namespace);
    }

    /** In the namespace that {@code ip netns} names so; for the empty name, in the process's own. */
    public static HostTool inNamed(String namespace) {
        return new HostTool(namespace.isEmpty() ? null : NAMESPACES.resolve(namespace));
    }

    /** Runs commands of {@code ip}, one a line; after one that fails none follows. */
    public void ip(List<String> lines) throws LinkException {
        run(List.of("ip", "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Runs one command of {@code ip}; what it removes may be gone already. */
    public void remove(String... words) throws LinkException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        try {
            run(command, "");
        } catch (LinkException e) {
            String reason = String.valueOf(e.getMessage());
            if (GONE.stream().noneMatch(reason::contains)) {
                throw e;
            }
        }
    }

    /**
     * Sets what stands below a folder of the kernel's settings. Not by sysctl(8), which knows one folder only, and is not everywhere.
     *
     * @param sysctls {@code /proc/sys} or where that is mounted
     * @param settings such as {@code net/ipv4/ip_forward=1}
     */
    public void set(Path sysctls, List<String> settings) throws LinkException {
        String script = "cd \"$1\"; while IFS== read -r setting value; do echo \"$value\" > \"$setting\"; done";
        run(List.of("sh", "-ec", script, "sh", sysctls.toString()), String.join("\n", settings) + "\n");
    }

    /** Returns what a tool printed; throws when it ends with another status than 0. */
    public String run(List<String> tool, String input) throws LinkException {
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
                throw new LinkException(tool.getFirst() + " exit " + status + ": "
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
