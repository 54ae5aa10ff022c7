package io.ringfence.e2e.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.demo.DemoMain;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.fault.Agreement;
import io.ringfence.e2e.fault.Changes;
import io.ringfence.e2e.fault.KernelImage;
import io.ringfence.e2e.net.Command;
import io.ringfence.e2e.net.Leftovers;
import io.ringfence.e2e.net.Netns;
import io.ringfence.e2e.net.Network;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The project's docker-compose.yml on a real engine: two hosts, three compilers, real packets, and every container killed once. */
@ExtendWith(PrivateEngine.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeIT {
    private static final int CHANGES = 1_000;
    private static final long SEED = 20_261_122L;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final List<String> AGENT = List.of("8083", "/readyz");

    private static Engine engine;
    private static Compose compose;
    private static GatewayClient gateway;

    /** A container and what says that it is back. */
    private record Victim(String container, List<String> health) {}

    @BeforeAll
    static void up(Engine given) {
        engine = given;
        compose = new Compose(engine);
        compose.up();
        gateway = new GatewayClient(compose.api());
        compose.awaitHealthy(compose.containers("api-gateway").getFirst(), List.of("8080", "/readyz"));
        for (String compiler : compose.containers("compiler")) {
            compose.awaitHealthy(compiler, List.of("8082", "/readyz"));
        }
    }

    @AfterAll
    static void down() {
        gateway.close();
        compose.close();
        assertThat(engine.run("ps", "--all", "--quiet")).as("containers").isEmpty();
        assertThat(engine.run("volume", "ls", "--quiet")).as("volumes").isEmpty();
        assertThat(engine.run("network", "ls", "--quiet", "--filter", "type=custom"))
                .as("networks")
                .isEmpty();
    }

    @Test
    @Order(1)
    void thePoliciesOfTheTutorialsDecideOnRealPacketsBetweenTwoHosts() {
        List<Netns> hosts = new ArrayList<>();
        for (int i = 1; i <= DemoMain.HOSTS; i++) {
            String container = compose.containers("host-" + i).getFirst();
            hosts.add(Netns.attach(Leftovers.nameFor("c" + i), compose.pid(container)));
        }
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        try (Network network = Network.over(hosts, DemoMain.WORKLOADS_PER_HOST)) {
            boolean right = DemoMain.play(out, network, compose.api());
            assertThat(right).as(printed.toString(StandardCharsets.UTF_8)).isTrue();
        } finally {
            hosts.forEach(Netns::close);
        }
        gateway.change(
                List.of(), gateway.everything().stream().map(Resource::key).toList());
    }

    @Test
    @Order(2)
    void killingEachContainerDuringAThousandChangesLosesNothing() {
        Changes changes = new Changes(gateway, SEED);
        List<Victim> victims = victims();
        Map<String, CompletableFuture<Duration>> recoveries = new LinkedHashMap<>();
        int between = CHANGES / (victims.size() + 1);
        for (int i = 1; i <= CHANGES; i++) {
            changes.next();
            if (i % between == 0 && i / between <= victims.size()) {
                recoveries.values().forEach(CompletableFuture::join); // one at a time
                Victim victim = victims.get(i / between - 1);
                kill(victim.container());
                recoveries.put(
                        victim.container(),
                        CompletableFuture.supplyAsync(() -> compose.awaitHealthy(victim.container(), victim.health())));
            }
        }
        recoveries.forEach((container, recovery) -> System.out.println(
                "recovery of " + container + ": " + recovery.join().toMillis() + " ms"));
        for (Victim victim : victims) {
            assertThat(engine.run("inspect", "--format", "{{.RestartCount}}", victim.container()))
                    .as("restarts of %s by the engine", victim.container())
                    .isEqualTo("1");
        }
        everythingAgrees(changes.stored());
    }

    @Test
    @Order(3)
    void whatSomebodyKilledOnPurposeComesBackWithUp() {
        Changes changes = new Changes(gateway, SEED + 1);
        gateway.change(
                List.of(), gateway.everything().stream().map(Resource::key).toList());
        String compiler = compose.containers("compiler").getFirst();
        String etcd = compose.containers("etcd").getFirst();
        for (int i = 0; i < 20; i++) {
            changes.next();
        }
        engine.run("kill", compiler, etcd);
        assertThat(compose.pid(compiler)).as("the engine respects the intent").isZero();
        compose.up();
        compose.awaitHealthy(compiler, List.of("8082", "/readyz"));
        for (int i = 0; i < 20; i++) {
            changes.next();
        }
        everythingAgrees(changes.stored());
    }

    private static List<Victim> victims() {
        List<Victim> victims = new ArrayList<>();
        Map.of(
                        "etcd", List.of("2379", "/health"),
                        "kafka", List.of("9092"),
                        "policy-store-1", List.of("8081", "/readyz"),
                        "policy-store-2", List.of("8081", "/readyz"),
                        "compiler", List.of("8082", "/readyz"),
                        "api-gateway", List.of("8080", "/readyz"),
                        "host-agent", AGENT,
                        "host-agent-2", AGENT)
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(service -> compose.containers(service.getKey())
                        .forEach(container -> victims.add(new Victim(container, service.getValue()))));
        assertThat(victims).as("containers").hasSize(10);
        return victims;
    }

    /** {@code kill -9} of its process, as the kernel does it to whoever takes too much memory. */
    private static void kill(String container) {
        long pid = compose.pid(container);
        Command.run("kill", "-9", Long.toString(pid));
        Awaitility.await().atMost(LIMIT).until(() -> ProcessHandle.of(pid).isEmpty());
    }

    private static void everythingAgrees(Map<ResourceKey, Resource> expected) {
        Revision revision = new Agreement(gateway, compose.store(), compose.kafka(), DemoMain.HOSTS).check(expected);
        // A second agent of each host, in a container that never had one, comes to the same rules and sets.
        for (int i = 1; i <= DemoMain.HOSTS; i++) {
            kernelIsAsIfProgrammedFromNothing(i, revision);
        }
    }

    private static void kernelIsAsIfProgrammedFromNothing(int host, Revision revision) {
        String image = engine.run(
                "inspect",
                "--format",
                "{{.Config.Image}}",
                compose.containers("host-" + host).getFirst());
        String network = engine.run("network", "ls", "--quiet", "--filter", "type=custom");
        String twin =
                engine.run("run", "--detach", "--rm", "--network", network, "--entrypoint", "sleep", image, "infinity");
        String agent = engine.run(
                "run",
                "--detach",
                "--rm",
                "--network=container:" + twin,
                "--cap-drop=ALL",
                "--cap-add=NET_ADMIN",
                "--cap-add=NET_RAW",
                "--env=RINGFENCE_KAFKA=kafka:9092",
                "--env=RINGFENCE_HOST=host-" + host,
                image);
        try (Netns left = Netns.attach(
                        Leftovers.nameFor("left"),
                        compose.pid(compose.containers("host-" + host).getFirst()));
                Netns right = Netns.attach(Leftovers.nameFor("right"), compose.pid(twin))) {
            compose.awaitHealthy(agent, AGENT);
            gateway.awaitRealized(revision, DemoMain.HOSTS, LIMIT);
            KernelImage.awaitSame("host-" + host, left, right, LIMIT);
            assertThat(KernelImage.of(left, "nft").ipv4()).isNotEmpty();
        } finally {
            engine.run("kill", agent, twin);
        }
        Awaitility.await()
                .atMost(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .until(() -> !engine.run("ps", "--all", "--quiet", "--no-trunc").contains(twin));
    }
}
