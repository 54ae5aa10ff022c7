package io.ringfence.e2e.docker;

import io.ringfence.e2e.net.Command;
import io.ringfence.e2e.net.Leftovers;
import io.ringfence.e2e.net.Netns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Docker engine of this process's own: in a network namespace, so that its bridges and rules are nobody else's, with all its files in one
 * folder and a plugin folder of its own (an engine asks every socket in there, and waits for those that are dead). A cable leads to it from
 * this machine: {@link #address} is where published ports are. Any thread.
 */
final class Engine implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);
    private static final Pattern FOLDER = Pattern.compile("rf(\\d+)-engine");
    private static final Path TEMP = Path.of(System.getProperty("java.io.tmpdir"));

    private final Path folder;
    private final Netns netns;
    private final String address;
    private final Process dockerd;
    private final Thread atExit = new Thread(this::end, "end-engine");

    private Engine(Path folder, Netns netns, String address, Process dockerd) {
        this.folder = folder;
        this.netns = netns;
        this.address = address;
        this.dockerd = dockerd;
    }

    /** Starts one and waits until it answers. One in a process. */
    static Engine start() {
        sweep();
        String name = Leftovers.nameFor("engine");
        Path folder = TEMP.resolve(name);
        Netns netns = Netns.create(name);
        try {
            Files.createDirectory(folder);
            Files.createDirectory(folder.resolve("plugins"));
            String address = cable(netns);
            List<String> command = List.of(
                    "nsenter",
                    "--net=/run/netns/" + name,
                    "unshare",
                    "--mount",
                    "sh",
                    "-c",
                    "mkdir -p /run/docker/plugins && mount --bind " + folder.resolve("plugins")
                            + " /run/docker/plugins && exec \"$@\"",
                    "sh",
                    "dockerd",
                    "--host=unix://" + folder.resolve("docker.sock"),
                    "--data-root=" + folder.resolve("data"),
                    "--exec-root=" + folder.resolve("exec"),
                    "--pidfile=" + folder.resolve("docker.pid"),
                    "--default-address-pool=base=10.201.0.0/16,size=24",
                    "--bip=10.202.0.1/24",
                    "--shutdown-timeout=5");
            Process dockerd = Script.start(Map.of(), command, folder.resolve("dockerd.log"));
            Engine engine = new Engine(folder, netns, address, dockerd);
            Runtime.getRuntime().addShutdownHook(engine.atExit);
            engine.awaitAnswer();
            return engine;
        } catch (IOException e) {
            netns.close();
            throw new UncheckedIOException(e);
        }
    }

    /** Two ends of a veth pair with addresses of a net that the process's id chooses from 100.64.0.0/10; the far end's is returned. */
    private static String cable(Netns netns) {
        int pid = (int) ProcessHandle.current().pid();
        int block = pid << 2 & 0x3f_ffff;
        String prefix = "100." + (64 + (block >> 16)) + "." + (block >> 8 & 0xff) + ".";
        String near = "rf" + pid + "e";
        Command.run("ip", "link", "add", near, "type", "veth", "peer", "name", "uplink", "netns", netns.name());
        Command.run("ip", "addr", "add", prefix + ((block & 0xff) + 1) + "/30", "dev", near);
        Command.run("ip", "link", "set", near, "up");
        String far = prefix + ((block & 0xff) + 2);
        // With a default route, as hosts have one: proxy ARP answers only for what the host knows a way to.
        netns.ip("addr add " + far + "/30 dev uplink\nlink set uplink up\nroute add default via " + prefix
                + ((block & 0xff) + 1) + "\n");
        return far;
    }

    private void awaitAnswer() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Command.attempt("", docker("version")).succeeded()) {
            if (!dockerd.isAlive() || System.nanoTime() > deadline) {
                String log = log();
                close();
                throw new IllegalStateException("dockerd does not answer:\n" + log);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("dockerd.log"));
        } catch (IOException e) {
            return "(no log: " + e + ")";
        }
    }

    /** Where it lives: a program started there finds published ports at {@code 127.0.0.1}. */
    Netns netns() {
        return netns;
    }

    /** Published ports, seen from this machine. */
    String address() {
        return address;
    }

    /** For programs that use this engine. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        environment.put("DOCKER_HOST", "unix://" + folder.resolve("docker.sock"));
        environment.put("DOCKER_SOCKET", folder.resolve("docker.sock").toString());
        // The build that runs the tests has made the jars.
        environment.put("RINGFENCE_BUILT", "1");
        return environment;
    }

    /** Runs {@code docker} and returns what it printed. */
    String run(String... arguments) {
        return Script.run(COMMAND_LIMIT, Map.of(), List.of(docker(arguments))).strip();
    }

    private String[] docker(String... arguments) {
        List<String> command = new ArrayList<>(List.of("docker", "--host", "unix://" + folder.resolve("docker.sock")));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // The process ends, and the hook is at work.
        }
        end();
    }

    private void end() {
        dockerd.destroy();
        try {
            if (!dockerd.waitFor(60, TimeUnit.SECONDS)) {
                dockerd.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            dockerd.destroyForcibly();
        }
        netns.close();
        remove(folder);
    }

    /** Ends engines whose owner was killed. */
    private static void sweep() {
        try (Stream<Path> folders = Files.list(TEMP)) {
            for (Path folder : folders.toList()) {
                Matcher name = FOLDER.matcher(folder.getFileName().toString());
                if (name.matches()
                        && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                    Path pid = folder.resolve("docker.pid");
                    if (Files.exists(pid)) {
                        ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                                .filter(process ->
                                        process.info().command().orElse("").endsWith("dockerd"))
                                .ifPresent(process -> {
                                    process.destroy();
                                    process.onExit()
                                            .orTimeout(60, TimeUnit.SECONDS)
                                            .join();
                                });
                    }
                    remove(folder);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not by walking: layers of images have names that are no text of this machine's. */
    private static void remove(Path folder) {
        Script.run(COMMAND_LIMIT, Map.of(), List.of("rm", "-rf", "--one-file-system", folder.toString()));
    }
}
