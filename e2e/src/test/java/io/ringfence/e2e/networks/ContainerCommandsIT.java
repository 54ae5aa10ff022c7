package io.ringfence.e2e.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.calicoctl.Calicoctl;
import io.ringfence.calicoctl.command.Terminal;
import io.ringfence.e2e.net.Command;
import io.ringfence.e2e.net.Netns;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.testkit.transcript.Transcript;
import io.ringfence.testkit.transcript.Transcript.Outcome;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code calicoctl container} with real namespaces, a real engine's containers, a real agent and connections. Golden files call a
 * namespace {@code rf0000000-a}; its real name, of the same length, has the process's number.
 */
final class ContainerCommandsIT {
    private static final String WRITTEN = "rf0000000";
    private static final String REAL =
            "rf%07d".formatted(ProcessHandle.current().pid());
    private static final Path GOLDEN = Path.of("src/test/resources/golden/container");
    private static final int PORT = 3306;

    @TempDir
    static Path folder;

    private static Stage stage;
    private static Netns a;
    private static Netns b;

    @BeforeAll
    static void start() {
        stage = new Stage(folder, "300ms");
        a = Netns.create(REAL + "-a");
        b = Netns.create(REAL + "-b");
    }

    @AfterAll
    static void stop() {
        a.close();
        b.close();
        stage.close();
    }

    /** Every test begins with nothing stored, and leaves no link behind. */
    @AfterEach
    void deleteEverything() {
        for (WorkloadEndpoint endpoint : endpoints()) {
            Command.attempt(
                    "",
                    stage.netns
                            .inside("ip", "link", "delete", endpoint.interfaceName())
                            .toArray(String[]::new));
        }
        List<ResourceKey> keys =
                stage.gateway.everything().stream().map(Resource::key).toList();
        if (!keys.isEmpty()) {
            stage.gateway.change(List.of(), keys);
        }
    }

    private static Outcome run(Map<String, String> environment, String input, List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> all = new HashMap<>(environment());
        all.putAll(environment);
        Terminal terminal = new Terminal(
                all,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        int status = Calicoctl.run(args.toArray(String[]::new), terminal);
        return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Map<String, String> environment() {
        return Map.of(
                "RINGFENCE_API",
                stage.standalone.api().toString(),
                "RINGFENCE_HOST",
                Stage.HOST,
                "RINGFENCE_NETNS",
                stage.netns.name(),
                "DOCKER_HOST",
                "unix://" + stage.engine.socket());
    }

    private static Outcome run(String... args) {
        return run(Map.of(), "", List.of(args));
    }

    private static void play(String file) throws IOException {
        play(file, (input, words) -> run(Map.of(), input, words));
    }

    /**
     * Plays a golden file, with one identifier for all and one address for those that are taken from a pool.
     *
     * @param runner given a command's input and its words after the first
     */
    private static void play(String file, BiFunction<String, List<String>, Outcome> runner) throws IOException {
        String golden = Files.readString(GOLDEN.resolve(file));
        String played = Transcript.parse(golden).play(step -> {
            List<String> words = Transcript.words(step.command().replace(WRITTEN, REAL));
            Outcome outcome = runner.apply(step.input(), words.subList(1, words.size()));
            return new Outcome(outcome.status(), written(outcome.out()), written(outcome.err()));
        });
        if (System.getProperty("golden.write") != null) {
            Files.writeString(GOLDEN.resolve(file), played);
        }
        assertThat(played).isEqualTo(golden);
    }

    private static String written(String text) {
        return text.replace(REAL, WRITTEN)
                .replaceAll("\\b[0-9a-f]{64}\\b", "0123456789abcdef".repeat(4))
                .replaceAll("\\b[0-9a-f]{32}\\b", "0123456789abcdef".repeat(2))
                .replaceAll("10\\.66\\.0\\.\\d+ added", "10.66.0.N added")
                .replaceAll("fd66::[0-9a-f:]* added", "fd66::N added");
    }

    private static List<WorkloadEndpoint> endpoints() {
        return stage.gateway.everything().stream()
                .filter(WorkloadEndpoint.class::isInstance)
                .map(WorkloadEndpoint.class::cast)
                .toList();
    }

    private static WorkloadEndpoint endpointOf(String workload) {
        return endpoints().stream()
                .filter(endpoint -> endpoint.workload().equals(workload))
                .findFirst()
                .orElseThrow();
    }

    /** Whether a connection comes about; what is dropped is given up after a second. */
    private static boolean connects(Netns from, Netns to, String address) {
        try (ServerSocket server = to.call(() -> new ServerSocket(PORT, 1, InetAddress.ofLiteral(address)))) {
            return from.call(() -> {
                try (Socket socket = new Socket()) {
                    socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), server.getLocalPort()), 1_000);
                    return true;
                } catch (IOException e) {
                    return false;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void namespacesAreClosedUntilTheyHaveAProfileAndGoneWithoutATrace() throws IOException {
        play("1-added.txt");
        String addressOfB = endpointOf(REAL + "-b").ipNetworks().getFirst().address();
        assertThat(addressOfB).startsWith("10.66.0.");
        assertThat(connects(a, b, addressOfB)).isFalse();
        assertThat(connects(b, a, "10.65.0.5")).isFalse();

        play("2-profiles.txt");
        await().atMost(60, TimeUnit.SECONDS).until(() -> connects(a, b, addressOfB));
        await().atMost(60, TimeUnit.SECONDS).until(() -> connects(b, a, "10.65.0.5"));
        await().atMost(60, TimeUnit.SECONDS).until(() -> connects(a, b, "fd65::6"));
        await().atMost(60, TimeUnit.SECONDS).until(() -> connects(b, a, "fd65::5"));

        play("3-removed.txt");
        assertThat(stage.interfaces()).doesNotContain("cali");
        assertThat(stage.netns.exec("ip", "route")).doesNotContain("10.65.").doesNotContain("10.66.");
        assertThat(a.exec("ip", "link")).doesNotContain("eth1");
        assertThat(stage.gateway.everything()).noneMatch(IpamBlock.class::isInstance);
    }

    @Test
    void containersOfAnEngineAreFoundByName() throws IOException {
        stage.engine.docker("run", "-d", "--name", "box", "--net", "none", HostEngine.IMAGE, "sleep", "1000000");
        stage.engine.docker("create", "--name", "idle", "--net", "none", HostEngine.IMAGE, "sleep", "1");
        stage.engine.docker("create", "--name", "bare", "--net", "host", HostEngine.IMAGE, "sleep", "1");
        play("docker.txt");
        play("docker-profiles.txt");
        play("docker-not-linked.txt");
        assertThat(run("container", "add", "box", "ipv4").status()).isZero();
        assertThat(stage.engine.docker("exec", "box", "ip", "route"))
                .contains("default via 169.254.1.1 dev eth1")
                .contains("169.254.1.1 dev eth1");
        // The name of a container that is gone leads nowhere; the identifier that its endpoint is stored under does.
        String id = stage.engine.docker("inspect", "--format", "{{.Id}}", "box");
        stage.engine.docker("rm", "-f", "box");
        assertThat(run("container", "remove", "box")).isEqualTo(new Outcome(1, "", "Container box was not found.\n"));
        assertThat(run("container", "remove", id)).isEqualTo(new Outcome(0, "Removed Calico from " + id + "\n", ""));
        assertThat(endpoints()).isEmpty();
    }

    @Test
    void addressesAreOfAFamilyOfAPoolOrGiven() throws IOException {
        play("addresses.txt");
        assertThat(stage.interfaces()).doesNotContain("cali");
        assertThat(stage.gateway.everything()).noneMatch(IpamBlock.class::isInstance);
    }

    @Test
    void theProfilesOfAContainerAreThoseOfItsEndpoint() throws IOException {
        play("profiles.txt");
    }

    @Test
    void anyPoolOfAFamilyWillDo() {
        pools("10.65.0.0/24", "fd65::/64");
        assertThat(run("container", "add", REAL + "-a", "ipv4").status()).isZero();
        assertThat(run("container", REAL + "-a", "ip", "add", "ipv6").status()).isZero();
        assertThat(run("container", REAL + "-a", "ip", "add", "ipv4").status()).isZero();
        WorkloadEndpoint endpoint = endpointOf(REAL + "-a");
        assertThat(endpoint.ipNetworks()).hasSize(3);
        assertThat(endpoint.ipNetworks().stream().filter(Cidr.of("10.65.0.0/24")::contains))
                .hasSize(2);
        assertThat(endpoint.ipNetworks().stream().filter(Cidr.of("fd65::/64")::contains))
                .hasSize(1);
        assertThat(endpoint.profiles()).isEmpty();
        assertThat(run("container", "remove", REAL + "-a").status()).isZero();
        assertThat(stage.gateway.everything()).noneMatch(IpamBlock.class::isInstance);
    }

    private static void pools(String... cidrs) {
        for (String cidr : cidrs) {
            String pool = "{apiVersion: v1, kind: ipPool, metadata: {cidr: '" + cidr + "'}}";
            assertThat(run(Map.of(), pool, List.of("create", "-f", "-")).err()).isEmpty();
        }
    }

    @Test
    void whatFailsHalfWayLeavesNothing() {
        pools("10.65.0.0/24");
        Outcome outcome = run("container", "add", REAL + "-a", "ipv4", "--interface=lo");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("Failed to change the network of " + REAL + "-a; nothing remains of it.\nip exit ");
        assertThat(endpoints()).isEmpty();
        assertThat(stage.gateway.everything()).noneMatch(IpamBlock.class::isInstance);
        assertThat(stage.interfaces()).doesNotContain("cali");
    }

    /** The host refuses to set up the link, and then to remove it; what is left is known and can be removed. */
    @Test
    void whatCannotBeTakenBackKeepsItsEndpoint() throws IOException {
        pools("10.65.0.0/24");
        Path broken = Files.createDirectories(folder.resolve("broken-ip")).resolve("ip");
        Files.writeString(broken, """
                #!/bin/sh
                [ "$1 $2" != "link delete" ] || { echo "Device or resource busy" >&2; exit 2; }
                PATH=${PATH#*:}
                exec ip "$@"
                """);
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        ProcessBuilder add = new ProcessBuilder(
                Path.of("../bin/calicoctl").toAbsolutePath().toString(), "container", "add", REAL + "-a", "10.65.0.7");
        add.environment().putAll(environment());
        add.environment().put("PATH", broken.getParent() + ":" + System.getenv("PATH"));
        add.environment().put("RINGFENCE_DOCKER_SYSCTLS", "/nowhere");

        Command.Result result = Command.attempt(add, "");

        assertThat(result.succeeded()).isFalse();
        assertThat(result.output())
                .startsWith("Failed to change the network of " + REAL + "-a.\nsh exit ")
                .endsWith("\nNor could it be taken back: ip exit 2: Device or resource busy\n"
                        + "Remove what is left with `calicoctl container remove " + REAL + "-a`.\n");
        assertThat(stage.interfaces()).contains(endpointOf(REAL + "-a").interfaceName());
        assertThat(run("container", "remove", REAL + "-a").status()).isZero();
        assertThat(stage.interfaces()).doesNotContain("cali");
        assertThat(stage.gateway.everything()).noneMatch(IpamBlock.class::isInstance);
    }

    /** As if the program had been killed after it had stored the endpoint, before there was a link. */
    @Test
    void whatAKillLeftIsRemoved() {
        pools("10.65.0.0/24");
        assertThat(run("container", "add", REAL + "-a", "10.65.0.7").status()).isZero();
        stage.netns.ip("link delete " + endpointOf(REAL + "-a").interfaceName());
        assertThat(run("container", "add", REAL + "-a", "10.65.0.8"))
                .isEqualTo(new Outcome(1, "", REAL + "-a has already been configured with Calico Networking.\n"));
        assertThat(run("container", "remove", REAL + "-a").status()).isZero();
        assertThat(run("container", "add", REAL + "-a", "10.65.0.7").status()).isZero();
    }

    @Test
    void aHostWithoutAgentGetsNoContainer() {
        pools("10.65.0.0/24");
        assertThat(run(Map.of("RINGFENCE_HOST", "host-9"), "", List.of("container", "add", REAL + "-a", "ipv4")))
                .isEqualTo(new Outcome(1, "", """
                    No agent enforces policy on host host-9, so that the container would be open.
                    Check with `calicoctl node status`.
                    """));
        assertThat(endpoints()).isEmpty();
    }

    @Test
    void onlyRootMay() throws IOException {
        Path launcher = Path.of("../bin/calicoctl").toAbsolutePath();
        play("not-root.txt", (input, words) -> {
            List<String> command = new ArrayList<>(
                    List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", launcher.toString()));
            command.addAll(words);
            Command.Result result = Command.attempt(input, command.toArray(String[]::new));
            // Both outputs are one here; results would need no root.
            return new Outcome(result.status(), "", result.output());
        });
    }

    /** The agent tells now and then: the endpoints of the test before may still be counted. */
    @Test
    void theHostsAgentIsShown() {
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            Outcome outcome = run("node", "status", "--node=" + Stage.HOST);
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out())
                    .startsWith("Calico process is running.\n\nHost agents\n")
                    .containsPattern("\\| host-1 \\| ready +\\| \\d+ +\\| 0 +\\| \\d{4}-\\d\\d-\\d\\dT");
        });
    }
}
