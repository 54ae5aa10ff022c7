package io.ringfence.store.commit.etcd;

import io.ringfence.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Debian's etcd as a process of its own, on free ports, in a temporary folder. */
public final class EtcdProcess implements AutoCloseable {
    /** What our deployments start it with. */
    public static final List<String> OUR_LIMITS = List.of("--max-txn-ops", "10000", "--max-request-bytes", "8388608");

    private static final Path BINARY = Path.of("/usr/bin/etcd");
    private static final Duration START = Duration.ofSeconds(20);

    private final Path folder;
    private final int clientPort;
    private final int peerPort;
    private final List<String> options;
    private Process process;

    private EtcdProcess(Path folder, int clientPort, int peerPort, List<String> options) {
        this.folder = folder;
        this.clientPort = clientPort;
        this.peerPort = peerPort;
        this.options = options;
        this.process = launch();
    }

    public static EtcdProcess start() {
        return start(OUR_LIMITS);
    }

    public static EtcdProcess start(List<String> options) {
        if (!Files.isExecutable(BINARY)) {
            throw new IllegalStateException(BINARY + " is missing: apt-get install etcd-server");
        }
        try {
            Path folder = Files.createTempDirectory("ringfence-etcd-");
            EtcdProcess etcd = new EtcdProcess(folder, FreePort.next(), FreePort.next(), options);
            etcd.awaitReady();
            return etcd;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + clientPort);
    }

    /** Without warning, as a power cut. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** On the same ports and data. */
    public void startAgain() {
        process = launch();
        awaitReady();
    }

    /** Copies the data aside, for {@link #putBack}. Ends and starts the process. */
    public void keepACopy() {
        kill();
        remove(folder.resolve("copy"));
        copy(folder.resolve("data"), folder.resolve("copy"));
        startAgain();
    }

    /** Goes on from the copy, as after a restore: with another history from there. */
    public void putBack() {
        kill();
        remove(folder.resolve("data"));
        copy(folder.resolve("copy"), folder.resolve("data"));
        startAgain();
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the process still: connections stay open, and nothing answers. */
    public void freeze() {
        signal("-STOP");
    }

    public void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process launch() {
        String client = "http://127.0.0.1:" + clientPort;
        String peer = "http://127.0.0.1:" + peerPort;
        List<String> command = new ArrayList<>(List.of(
                BINARY.toString(),
                "--data-dir",
                folder.resolve("data").toString(),
                "--listen-client-urls",
                client,
                "--advertise-client-urls",
                client,
                "--listen-peer-urls",
                peer,
                "--initial-advertise-peer-urls",
                peer,
                "--initial-cluster",
                "default=" + peer,
                "--heartbeat-interval",
                "20",
                "--election-timeout",
                "200",
                "--logger",
                "zap",
                "--log-level",
                "error"));
        command.addAll(options);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitReady() {
        long end = System.nanoTime() + START.toNanos();
        try (EtcdStore probe = EtcdStore.connect(List.of(endpoint()), InstantSource.system(), Duration.ofSeconds(1))) {
            while (!probe.isReachable()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("etcd does not start: " + log());
                }
                process.waitFor(20, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        thaw();
        kill();
        remove(folder);
    }

    private static void remove(Path root) {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
