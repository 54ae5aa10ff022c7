package io.ringfence.e2e.networks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.e2e.net.Command;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of two hosts on networks of the same names, and Ringfence as processes of which one can be away. */
final class TwoEnginesIT {
    /** What follows from the tutorial's text. Its ping is IPv4's. Nobody has touched the profile of the others' network. */
    private static final String WEB_AND_APP = """
            tcp:80 tcp:443 tcp:7890 ping tcp6:80 tcp6:7890 ping6
            * web + + - + + - -
            web app - - + + - + -
            * app - - - + - - -
            other other + + + + + + +
            * other - - - - - - -""";

    private static final String ALL_REACH_ALL = """
            tcp:80 ping
            * * + +""";

    @TempDir
    static Path folder;

    private static TwoHosts hosts;

    @BeforeAll
    static void start() {
        hosts = new TwoHosts(folder);
        hosts.gateway.change(List.of(pool("10.80.0.0/16"), pool("fd80::/64")), List.of());
    }

    @AfterAll
    static void stop() {
        hosts.close();
    }

    private static IpPool pool(String cidr) {
        return new IpPool(Cidr.of(cidr), false, IpPool.IpipMode.UNSET, false, false);
    }

    @Test
    void theTutorialOnProfilesAndTagsHoldsAcrossHosts() {
        new Shell(folder.resolve("shell"), hosts.ringfence.api(), hosts.engine(1)).type("seeds/profiles-and-tags");
        Containers containers =
                new Containers("tcp:80", "tcp:443", "tcp:7890", "ping", "tcp6:80", "tcp6:7890", "ping6");
        // The profiles are there already, and are kept.
        for (String network : List.of("WEB", "APP", "OTHER")) {
            hosts.createNetwork(network, "--ipv6");
            for (int host = 1; host <= 2; host++) {
                containers.start(hosts.engine(host), network.toLowerCase(Locale.ROOT) + "-" + host, network);
            }
        }
        hosts.route();
        hosts.awaitRealized();
        assertThat(containers.reached()).isEqualTo(containers.expected(WEB_AND_APP));
    }

    @Test
    void oneOfTwoHostsGetsAnAddressThatBothAskFor() {
        // The engine lets a container choose on networks with a subnet only.
        hosts.createNetwork("wanted", "--subnet", "10.80.0.0/16");
        List<CompletableFuture<Command.Result>> attempts = List.of(1, 2).stream()
                .map(host -> CompletableFuture.supplyAsync(
                        () -> hosts.engine(host).run("wants-" + host, "wanted", "--ip", "10.80.99.99")))
                .toList();
        List<Command.Result> results =
                attempts.stream().map(CompletableFuture::join).toList();
        assertThat(results).filteredOn(Command.Result::succeeded).hasSize(1);
        assertThat(results)
                .filteredOn(result -> !result.succeeded())
                .singleElement()
                .extracting(Command.Result::output)
                .asString()
                .contains("The address 10.80.99.99 is already in use");
    }

    @Test
    void whileTheGatewayIsAwayContainersKeepTheirPolicyAndNewOnesAreRefused() {
        hosts.createNetwork("steady");
        Containers containers = new Containers("tcp:80", "ping");
        containers.start(hosts.engine(1), "steady-1", "steady");
        containers.start(hosts.engine(2), "steady-2", "steady");
        assertThat(hosts.engine(1).run("goes", "steady").succeeded()).isTrue();
        hosts.route();
        hosts.awaitRealized();
        int before = hosts.endpoints().size();

        hosts.ringfence.process("gateway").kill();
        Command.Result refused = hosts.engine(2).run("late", "steady");
        assertThat(refused.succeeded()).isFalse();
        assertThat(refused.output()).contains("api-gateway at " + hosts.ringfence.api() + " cannot be reached");
        hosts.engine(1).attempt("rm", "-f", "goes");
        assertThat(containers.reached()).isEqualTo(containers.expected(ALL_REACH_ALL));

        hosts.ringfence.process("gateway").startAgain();
        hosts.ringfence.process("gateway").awaitReady();
        await("the endpoint of the container that went meanwhile goes as well")
                .atMost(60, TimeUnit.SECONDS)
                .until(() -> hosts.endpoints().size() == before - 1);
        assertThat(hosts.engine(2).run("later", "steady").succeeded()).isTrue();
    }
}
