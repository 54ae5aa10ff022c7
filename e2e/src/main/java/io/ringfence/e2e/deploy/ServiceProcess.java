package io.ringfence.e2e.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A service as a process of its own, which can be killed and started again. One thread at a time. */
public final class ServiceProcess implements AutoCloseable {
    /** Small and quick to start: several of these share two cores with the tests. */
    private static final List<String> JVM_FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseCompactObjectHeaders",
            "-XX:-UsePerfData",
            "-Xmx256m",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    /**
     * Even one that was killed and could not end anything leaves nothing running. The kernel counts the end of the thread that starts a
     * process as its starter's, so that thread has to stay.
     */
    private static final List<String> DIES_WITH_ITS_STARTER = List.of("setpriv", "--pdeathsig", "KILL");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TAIL_LINES = 30;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final BooleanSupplier ready;
    private final Thread atExit = new Thread(this::kill, "kill-process");
    private Process process;

    private ServiceProcess(
            String name, List<String> command, Map<String, String> environment, Path folder, BooleanSupplier ready) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = folder.resolve(name + ".log");
        this.ready = ready;
        Runtime.getRuntime().addShutdownHook(atExit);
        this.process = spawn();
    }

    /**
     * Starts any program.
     *
     * @param folder where its log is kept
     * @param ready asked until it says yes
     */
    static ServiceProcess start(
            String name, List<String> command, Map<String, String> environment, Path folder, BooleanSupplier ready) {
        return new ServiceProcess(name, command, environment, folder, ready);
    }

    /** Starts a main class of this class path on this JVM. */
    static ServiceProcess java(
            String name,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path folder,
            BooleanSupplier ready) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(
                        List.of(java),
                        JVM_FLAGS,
                        List.of("-cp", System.getProperty("java.class.path"), mainClass),
                        arguments)
                .flatMap(List::stream)
                .toList();
        return start(name, command, environment, folder, ready);
    }

    private Process spawn() {
        List<String> bound = new ArrayList<>(DIES_WITH_ITS_STARTER);
        bound.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(bound)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("RINGFENCE_"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String name() {
        return name;
    }

    /** Waits until it says that it is ready. Throws with the end of its log when it ends or takes too long. */
    public void awaitReady() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        name + " ended with status " + process.exitValue() + ":\n" + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(name + " is not ready after " + PATIENCE + ":\n" + endOfLog());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    public boolean isReady() {
        return process.isAlive() && ready.getAsBoolean();
    }

    /** {@code kill -9}, and waits for its end. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** After {@link #kill}: the same again. */
    public void startAgain() {
        process = spawn();
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    /** Asks it to end, and does not wait for that. */
    void askToEnd() {
        process.destroy();
    }

    /** Asks it to end, and kills it when it has not after some seconds. */
    @Override
    public void close() {
        askToEnd();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        } catch (IllegalStateException e) {
            return; // The JVM ends, and the hook is at work.
        }
    }
}
