package io.ringfence.e2e.docker;

import io.ringfence.e2e.net.Command;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The project's docker-compose.yml with two hosts, on an engine. Any thread. */
final class Compose implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String PROJECT = "ringfence-test";

    private final Engine engine;

    Compose(Engine engine) {
        this.engine = engine;
    }

    /** Creates what is missing and starts what does not run. */
    void up() {
        compose("up", "-d", "--scale", "compiler=3");
    }

    private String compose(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "docker-compose",
                "--project-name",
                PROJECT,
                "--file",
                "docker-compose.yml",
                "--file",
                "e2e/src/test/compose/two-hosts.yml"));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(engine.environment());
        environment.put("API_ADDRESS", engine.address());
        environment.put("KAFKA_ADDRESS", engine.address());
        return Script.run(LIMIT, environment, command);
    }

    /** The gateway. */
    URI api() {
        return URI.create("http://" + engine.address() + ":8080");
    }

    /** A policy-store. */
    URI store() {
        return URI.create("http://" + engine.address() + ":8081");
    }

    /** Bootstrap servers. */
    String kafka() {
        return engine.address() + ":19092";
    }

    /** Names of the containers of a service, in order. */
    List<String> containers(String service) {
        return engine.run(
                        "ps",
                        "--all",
                        "--filter",
                        "label=com.docker.compose.project=" + PROJECT,
                        "--filter",
                        "label=com.docker.compose.service=" + service,
                        "--format",
                        "{{.Names}}")
                .lines()
                .sorted()
                .toList();
    }

    /** The process that a container is; 0 when it does not run. */
    long pid(String container) {
        return Long.parseLong(engine.run("inspect", "--format", "{{.State.Pid}}", container));
    }

    /** Asks a container's port from within its network, without a process in the container. */
    boolean healthy(String container, List<String> portAndPath) {
        long pid = pid(container);
        if (pid == 0) {
            return false;
        }
        List<String> command = new ArrayList<>(List.of(
                "nsenter",
                "--net=/proc/" + pid + "/ns/net",
                Script.ROOT.resolve("docker/healthy").toString()));
        command.addAll(portAndPath);
        return Command.attempt("", command.toArray(String[]::new)).succeeded();
    }

    /** As {@link #healthy}, until it is so; returns how long that took. */
    Duration awaitHealthy(String container, List<String> portAndPath) {
        long start = System.nanoTime();
        while (!healthy(container, portAndPath)) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new AssertionError(container + " is not healthy after " + LIMIT + ": "
                        + engine.run("logs", "--tail", "30", container));
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Removes containers, networks and volumes. */
    @Override
    public void close() {
        compose("down", "--volumes", "--timeout", "5");
    }
}
