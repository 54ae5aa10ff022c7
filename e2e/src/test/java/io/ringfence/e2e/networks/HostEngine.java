package io.ringfence.e2e.networks;

import io.ringfence.e2e.net.Command;
import io.ringfence.e2e.net.Netns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A container engine of a test's own. It lives in a network namespace and has a {@code /run} of its own, so that it finds the test's
 * plug-ins and no others, and leaves the machine's interfaces and rules alone.
 */
final class HostEngine implements AutoCloseable {
    /** Of a static busybox: a shell and the tools that the tests need. */
    static final String IMAGE = "ringfence-test";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Netns netns;
    private Process process;

    private HostEngine(Path folder, Netns netns) {
        this.folder = folder;
        this.netns = netns;
        this.process = launch();
    }

    /** Returns when the engine answers and has the image. */
    static HostEngine start(Path folder, Netns netns) {
        HostEngine engine = new HostEngine(folder, netns);
        try {
            engine.awaitAnswer();
            engine.importImage();
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
        return engine;
    }

    private Process launch() {
        try {
            Files.createDirectories(plugins());
            String daemon = String.join(
                    " ",
                    "exec dockerd",
                    "--data-root " + folder.resolve("data"),
                    "--exec-root " + folder.resolve("exec"),
                    "--host unix://" + socket(),
                    "--pidfile " + folder.resolve("pid"),
                    "--bridge none --iptables=false --ip6tables=false --ip-forward=false --storage-driver vfs");
            return new ProcessBuilder(
                            "nsenter",
                            "--net=/run/netns/" + netns.name(),
                            "unshare",
                            "--mount",
                            "sh",
                            "-ec",
                            "mount --bind " + folder.resolve("run") + " /run; " + daemon)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("engine.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitAnswer() {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the engine ended: " + Files.readString(folder.resolve("engine.log")));
            }
            return attempt("version").succeeded();
        });
    }

    private void importImage() {
        Path bin = folder.resolve("image/bin");
        try {
            Files.createDirectories(bin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Command.run(
                "bash",
                "-ec",
                "cp \"$(command -v busybox)\" '" + bin
                        + "/busybox'; for a in sh nc ping ping6 ip sleep cat sed grep; do ln -sf busybox '"
                        + bin + "'/$a; done; tar -C '" + folder.resolve("image") + "' -c . | docker -H unix://"
                        + socket()
                        + " import - " + IMAGE);
    }

    Path socket() {
        return folder.resolve("engine.sock");
    }

    /** Where this engine looks for plug-ins. */
    Path plugins() {
        return folder.resolve("run/docker/plugins");
    }

    /** Runs the engine's command line; returns its output, without the last line's end. */
    String docker(String... arguments) {
        Command.Result result = attempt(arguments);
        if (!result.succeeded()) {
            throw new IllegalStateException("docker " + String.join(" ", arguments) + ": " + result.output());
        }
        return result.output().strip();
    }

    /** As {@link #docker}, and the caller looks at the status. */
    Command.Result attempt(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "-H", "unix://" + socket()));
        command.addAll(List.of(arguments));
        return Command.attempt("", command.toArray(String[]::new));
    }

    /** Creates a network of ours, and the caller looks at the status. */
    Command.Result createNetwork(String name, String... options) {
        return attempt(Stream.of(
                        List.of("network", "create", "--driver", "calico", "--ipam-driver", "calico-ipam"),
                        List.of(options),
                        List.of(name))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    /** Runs a container that only stays, and the caller looks at the status. */
    Command.Result run(String name, String network, String... options) {
        return attempt(Stream.of(
                        List.of("run", "-d", "--name", name, "--net", network),
                        List.of(options),
                        List.of(IMAGE, "sleep", "1000000"))
                .flatMap(List::stream)
                .toArray(String[]::new));
    }

    /** Ends the engine and its containerd as a crash would, and starts them again; the containers' own processes go on meanwhile. */
    void crash() {
        Path pid = folder.resolve("exec/containerd/containerd.pid");
        try {
            ProcessHandle containerd = ProcessHandle.of(
                            Long.parseLong(Files.readString(pid).strip()))
                    .orElseThrow();
            process.destroyForcibly();
            awaitEnd();
            containerd.destroyForcibly();
            // A process that nobody waited for looks alive to the next engine.
            Files.deleteIfExists(pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = launch();
        awaitAnswer();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the engine does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Removes all containers and ends the engine; its folder is the caller's. */
    @Override
    public void close() {
        String containers = attempt("ps", "-aq").output().strip();
        if (process.isAlive() && !containers.isEmpty()) {
            List<String> remove = new ArrayList<>(List.of("rm", "-f"));
            remove.addAll(containers.lines().toList());
            attempt(remove.toArray(String[]::new));
        }
        process.destroy();
        awaitEnd();
        // Only after a failure: what watches over containers outlives an engine that did not end in order.
        String exec = folder.resolve("exec").toString();
        ProcessHandle.allProcesses()
                .filter(other -> other.info().commandLine().orElse("").contains(exec))
                .forEach(other -> {
                    other.descendants().forEach(ProcessHandle::destroyForcibly);
                    other.destroyForcibly();
                });
    }
}
