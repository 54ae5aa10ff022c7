package io.ringfence.e2e.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Containers that listen, and real connections between them. Names are a kind, a dash and a number: {@code db-1}. Probes are {@code
 * tcp:PORT} and {@code ping}, and with a 6, as in {@code tcp6:80}, the same over IPv6.
 */
final class Containers {
    private final List<String> probes;

    /** In the order of their start. */
    private final Map<String, Container> containers = new LinkedHashMap<>();

    private record Container(HostEngine engine, String ipv4, String ipv6) {}

    Containers(String... probes) {
        this.probes = List.of(probes);
    }

    private List<String> ports() {
        return probes.stream()
                .filter(probe -> probe.startsWith("tcp"))
                .map(probe -> probe.substring(probe.indexOf(':') + 1))
                .distinct()
                .toList();
    }

    /** Starts one on a network; returns when it listens. */
    void start(HostEngine engine, String name, String network, String... options) {
        StringBuilder listen = new StringBuilder();
        ports().forEach(port -> listen.append("nc -ll -p ").append(port).append(" -e cat & "));
        List<String> command = new ArrayList<>(List.of("run", "-d", "--name", name, "--net", network));
        command.addAll(List.of(options));
        command.addAll(List.of(HostEngine.IMAGE, "sh", "-c", listen + "exec sleep 1000000"));
        engine.docker(command.toArray(String[]::new));
        for (String port : ports()) {
            String hex = String.format(":%04X", Integer.valueOf(port));
            engine.docker(
                    "exec",
                    name,
                    "sh",
                    "-c",
                    "until cat /proc/net/tcp /proc/net/tcp6 | sed 1d | grep -q " + hex + "; do :; done");
        }
        containers.put(
                name,
                new Container(engine, address(engine, name, "IPAddress"), address(engine, name, "GlobalIPv6Address")));
    }

    private static String address(HostEngine engine, String name, String field) {
        return engine.docker(
                "inspect", name, "--format", "{{range .NetworkSettings.Networks}}{{." + field + "}}{{end}}");
    }

    void remove(String name) {
        container(name).engine().docker("rm", "-f", name);
        containers.remove(name);
    }

    private Container container(String name) {
        return Objects.requireNonNull(containers.get(name), name);
    }

    /** Which of two containers, and by what: {@code app-1 tcp:3306 db-2}. All try at once. */
    Set<String> reached() {
        Set<String> reached = new TreeSet<>();
        try (ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            containers.keySet().forEach(from -> answers.add(tries.submit(() -> reachedFrom(from))));
            for (Future<String> answer : answers) {
                answer.get().lines().forEach(reached::add);
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return reached;
    }

    private String reachedFrom(String from) {
        StringBuilder script = new StringBuilder();
        containers.forEach((to, container) -> {
            if (!to.equals(from)) {
                for (String probe : probes) {
                    script.append('(')
                            .append(attempt(probe, container))
                            .append(" && echo '" + from + " " + probe + " " + to + "') & ");
                }
            }
        });
        return container(from).engine().docker("exec", from, "sh", "-c", script + "wait");
    }

    /** A shell's condition. What is dropped is given up after three seconds, a connection after two times three. */
    private static String attempt(String probe, Container to) {
        String[] parts = probe.split(":", 2);
        return switch (parts[0]) {
            case "ping" -> "ping -c 1 -W 3 " + to.ipv4() + " >/dev/null 2>&1";
            case "ping6" -> "ping6 -c 1 -W 3 " + to.ipv6() + " >/dev/null 2>&1";
            case "tcp" -> echoes(to.ipv4(), parts[1]);
            case "tcp6" -> echoes(to.ipv6(), parts[1]);
            default -> throw new IllegalArgumentException(probe);
        };
    }

    /**
     * A word that comes back is a connection. Tried twice: the listener's queue holds three connections, and when all come at once the
     * kernel drops what is above.
     */
    private static String echoes(String address, String port) {
        String once = "[ \"$(echo word | nc -w 3 " + address + " " + port + " 2>/dev/null)\" = word ]";
        return "{ " + once + " || " + once + "; }";
    }

    /**
     * The same, as it should be.
     *
     * @param table its first line repeats the probes; then a line for each pair of kinds, {@code *} is any, the first that fits decides
     */
    Set<String> expected(String table) {
        List<String[]> lines =
                table.lines().map(line -> line.strip().split("\\s+", -1)).toList();
        if (!List.of(lines.getFirst()).equals(probes)) {
            throw new IllegalArgumentException("the table is not of " + probes);
        }
        Set<String> expected = new TreeSet<>();
        for (String from : containers.keySet()) {
            for (String to : containers.keySet()) {
                if (from.equals(to)) {
                    continue;
                }
                String[] marks = lines.stream()
                        .skip(1)
                        .filter(line -> fits(line[0], from) && fits(line[1], to))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no line for " + from + " and " + to));
                for (int i = 0; i < probes.size(); i++) {
                    if (marks[i + 2].equals("+")) {
                        expected.add(from + " " + probes.get(i) + " " + to);
                    }
                }
            }
        }
        return expected;
    }

    private static boolean fits(String kind, String name) {
        return kind.equals("*") || name.startsWith(kind + "-");
    }
}
