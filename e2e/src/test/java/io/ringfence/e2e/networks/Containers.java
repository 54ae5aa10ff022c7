package io.ringfence.e2e.networks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Containers that listen, and real connections between them. Names are a kind, a dash and a number: {@code db-1}. */
final class Containers {
    private static final List<Integer> PORTS = List.of(3306, 8080);

    private final HostEngine engine;

    /** Addresses by name, in the order of their start. */
    private final Map<String, String> addresses = new LinkedHashMap<>();

    Containers(HostEngine engine) {
        this.engine = engine;
    }

    /** Starts one on a network; returns when it listens. */
    void start(String name, String network, String... options) {
        StringBuilder listen = new StringBuilder();
        PORTS.forEach(port -> listen.append("nc -ll -p ").append(port).append(" -e cat & "));
        List<String> command = new ArrayList<>(List.of("run", "-d", "--name", name, "--net", network));
        command.addAll(List.of(options));
        command.addAll(List.of(HostEngine.IMAGE, "sh", "-c", listen + "exec sleep 1000000"));
        engine.docker(command.toArray(String[]::new));
        for (int port : PORTS) {
            String hex = String.format(":%04X", port);
            engine.docker(
                    "exec",
                    name,
                    "sh",
                    "-c",
                    "until cat /proc/net/tcp /proc/net/tcp6 | sed 1d | grep -q " + hex + "; do :; done");
        }
        addresses.put(
                name,
                engine.docker("inspect", name, "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"));
    }

    void remove(String name) {
        engine.docker("rm", "-f", name);
        addresses.remove(name);
    }

    String address(String name) {
        return String.valueOf(addresses.get(name));
    }

    /** Which of two containers, and by what: {@code app-1 tcp:3306 db-2}. All try at once. */
    Set<String> reached() {
        Set<String> reached = new TreeSet<>();
        try (ExecutorService tries = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            addresses.keySet().forEach(from -> answers.add(tries.submit(() -> reachedFrom(from))));
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
        addresses.forEach((to, address) -> {
            if (!to.equals(from)) {
                for (int port : PORTS) {
                    // A word that comes back is a connection; what is dropped is given up after three seconds.
                    script.append("([ \"$(echo word | nc -w 3 ")
                            .append(address)
                            .append(' ')
                            .append(port)
                            .append(" 2>/dev/null)\" = word ] && echo '")
                            .append(from + " tcp:" + port + " " + to)
                            .append("') & ");
                }
                script.append("(ping -c 1 -W 3 ")
                        .append(address)
                        .append(" >/dev/null 2>&1 && echo '")
                        .append(from + " ping " + to)
                        .append("') & ");
            }
        });
        return engine.docker("exec", from, "sh", "-c", script + "wait");
    }

    /** The same, as it should be: {@code table} has a line for each pair of kinds, {@code *} is any, the first that fits decides. */
    Set<String> expected(String table) {
        List<String[]> lines =
                table.lines().map(line -> line.strip().split("\\s+", -1)).toList();
        String[] probes = lines.getFirst();
        Set<String> expected = new TreeSet<>();
        for (String from : addresses.keySet()) {
            for (String to : addresses.keySet()) {
                if (from.equals(to)) {
                    continue;
                }
                String[] marks = lines.stream()
                        .skip(1)
                        .filter(line -> fits(line[0], from) && fits(line[1], to))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no line for " + from + " and " + to));
                for (int i = 0; i < probes.length; i++) {
                    if (marks[i + 2].equals("+")) {
                        expected.add(from + " " + probes[i] + " " + to);
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
