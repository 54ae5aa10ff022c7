package io.ringfence.e2e.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.agent.docker.engine.Engine;
import io.ringfence.e2e.net.Command;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Addresses as a real engine asks for them and gives them back. */
final class AddressesIT {
    @TempDir
    static Path folder;

    private static Stage stage;

    @BeforeAll
    static void start() {
        stage = new Stage(folder, "1h");
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    private static void assertDone(Command.Result result) {
        assertThat(result.succeeded()).as(result.output()).isTrue();
    }

    private static Cidr address(String container) {
        return Cidr.of(stage.engine.docker(
                "inspect", container, "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}"));
    }

    private static Set<Cidr> allocatedOf(String pool) {
        Set<Cidr> addresses = new TreeSet<>();
        stage.gateway.everything().forEach(resource -> {
            if (resource instanceof IpamBlock block && Cidr.of(pool).contains(block.cidr())) {
                block.allocations().forEach(each -> {
                    assertThat(each.host()).isEqualTo(Stage.HOST);
                    assertThat(each.purpose()).isEqualTo("docker");
                    addresses.add(block.address(each.ordinal()));
                });
            }
        });
        return addresses;
    }

    private static void assertAllocated(String pool, Cidr... addresses) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(allocatedOf(pool)).containsExactlyInAnyOrder(addresses));
    }

    private static void pool(String cidr) {
        stage.gateway.change(List.of(new IpPool(Cidr.of(cidr), false, IpPool.IpipMode.UNSET, false, false)), List.of());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> stage.stored(ResourceKey.of(Kind.IP_POOL, cidr)).isPresent());
    }

    @Test
    void containersGetAddressesOfThePoolAndGiveThemBack() {
        pool("10.70.0.0/24");
        assertDone(stage.engine.createNetwork("seventy", "--subnet", "10.70.0.0/24"));
        // First the one that is asked for: the other is chosen among those that are left.
        assertDone(stage.engine.run("two", "seventy", "--ip", "10.70.0.200"));
        assertDone(stage.engine.run("one", "seventy"));
        assertThat(address("two")).isEqualTo(Cidr.of("10.70.0.200"));
        assertAllocated("10.70.0.0/24", address("one"), address("two"));
        Command.Result third = stage.engine.run("three", "seventy", "--ip", "10.70.0.200");
        assertThat(third.succeeded()).isFalse();
        assertThat(third.output()).contains("The address 10.70.0.200 is already in use");
        stage.engine.docker("rm", "-f", "one", "two", "three");
        assertAllocated("10.70.0.0/24");
    }

    @Test
    void aNetworkOutsideTheConfiguredPoolsIsRefused() {
        assertThat(stage.engine
                        .createNetwork("elsewhere", "--subnet", "10.71.0.0/24")
                        .output())
                .contains("The requested subnet must match the CIDR of a configured Calico IP Pool.");
    }

    @Test
    void theEngineTellsWhatItUsesAndWhatItReserves() {
        pool("10.72.0.0/24");
        assertDone(stage.engine.createNetwork(
                "reserving", "--subnet", "10.72.0.0/24", "--aux-address", "spare=10.72.0.9"));
        assertDone(stage.engine.run("user", "reserving"));
        Engine engine = new Engine(stage.vertx(), stage.engine.socket());
        assertThat(engine.addresses().await()).contains(Cidr.of("10.72.0.9"), address("user"));
        engine.close().await();
        assertAllocated("10.72.0.0/24", Cidr.of("10.72.0.9"), address("user"));
    }
}
