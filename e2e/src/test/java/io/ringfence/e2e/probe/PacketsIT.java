package io.ringfence.e2e.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.net.Network;
import io.ringfence.e2e.net.Workload;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.verdict.Packet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The second yardstick. */
class PacketsIT {
    @Test
    void everyKindOfPacketCrossesAnOpenNetworkThatTracksConnectionsAndDropsWhatItCallsInvalid() {
        try (Network network = Network.of(2, 1);
                Packets packets = new Packets()) {
            for (var host : network.hosts()) {
                for (String iptables : List.of("iptables", "ip6tables")) {
                    host.netns()
                            .exec(iptables, "-I", "FORWARD", "-m", "conntrack", "--ctstate", "INVALID", "-j", "DROP");
                    host.netns().exec(iptables, "-A", "FORWARD", "-p", "udp", "--dport", "54", "-j", "DROP");
                }
            }
            List<Shot> shots = new ArrayList<>();
            List<Shot> open = new ArrayList<>();
            Workload one = network.workloads().get(0);
            Workload other = network.workloads().get(1);
            for (boolean ipv6 : List.of(false, true)) {
                String from = one.address(ipv6).getHostAddress();
                String to = other.address(ipv6).getHostAddress();
                open.add(new Shot(one, other, Packet.tcp(from, 1234, to, 80)));
                open.add(new Shot(one, other, Packet.udp(from, 1234, to, 53)));
                open.add(new Shot(one, other, Packet.icmp(from, to, ipv6 ? 128 : 8, 1)));
                open.add(new Shot(one, other, Packet.sctp(from, 1234, to, 9001)));
                open.add(new Shot(one, other, Packet.of(new Protocol(47), from, to)));
                shots.add(new Shot(one, other, Packet.udp(from, 1234, to, 54)));
            }
            shots.addAll(open);

            assertThat(packets.arrived(shots, new HashSet<>(open))).containsExactlyInAnyOrderElementsOf(open);
        }
    }
}
