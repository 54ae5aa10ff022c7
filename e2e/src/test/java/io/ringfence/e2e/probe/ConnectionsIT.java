package io.ringfence.e2e.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.net.Host;
import io.ringfence.e2e.net.Network;
import io.ringfence.e2e.net.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The yardstick itself: an open network must read as open, and each filtered probe as refused. */
class ConnectionsIT {
    private Network network;

    @BeforeEach
    void create() {
        network = Network.of(2, 2);
    }

    @AfterEach
    void remove() {
        network.close();
    }

    @Test
    void withoutAnyFilterEveryPairReachesEachOtherInBothFamilies() {
        try (Connections connections = new Connections(network.workloads(), List.of(80, 3306))) {
            List<Attempt> all = allAttempts();
            assertThat(connections.succeeded(all, new HashSet<>(all))).containsExactlyInAnyOrderElementsOf(all);
        }
    }

    @Test
    void aDroppedPortReadsAsRefusedAndNothingElseDoes() {
        for (Host host : network.hosts()) {
            host.netns().exec("iptables", "-I", "FORWARD", "-o", "cali+", "-p", "tcp", "--dport", "80", "-j", "DROP");
            host.netns().exec("ip6tables", "-I", "FORWARD", "-o", "cali+", "-p", "icmpv6", "-j", "DROP");
        }
        try (Connections connections = new Connections(network.workloads(), List.of(80, 3306))) {
            List<Attempt> open = allAttempts();
            open.removeIf(attempt -> !attempt.ipv6() && attempt.what().equals(new Attempt.Tcp(80)));
            open.removeIf(attempt -> attempt.ipv6() && attempt.what().equals(new Attempt.Ping()));
            assertThat(connections.succeeded(allAttempts(), Set.copyOf(open)))
                    .containsExactlyInAnyOrderElementsOf(open);
        }
    }

    private List<Attempt> allAttempts() {
        List<Attempt> attempts = new ArrayList<>();
        for (Workload from : network.workloads()) {
            for (Workload to : network.workloads()) {
                if (!from.equals(to)) {
                    for (boolean ipv6 : List.of(false, true)) {
                        attempts.add(new Attempt(from, to, ipv6, new Attempt.Tcp(80)));
                        attempts.add(new Attempt(from, to, ipv6, new Attempt.Tcp(3306)));
                        attempts.add(new Attempt(from, to, ipv6, new Attempt.Ping()));
                    }
                }
            }
        }
        return attempts;
    }
}
