package io.ringfence.e2e.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Deployment;
import io.ringfence.e2e.deploy.Deployments;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.net.Host;
import io.ringfence.e2e.net.Network;
import io.ringfence.e2e.net.Workload;
import io.ringfence.e2e.probe.Packets;
import io.ringfence.e2e.probe.Shot;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.rule.Action;
import io.ringfence.model.verdict.Packet;
import io.ringfence.model.verdict.ReferenceVerdict;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.GenerateNet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The reference verdict and the kernel agree: generated policies go the whole way from the gateway into real iptables of three hosts, and
 * real packets between their workloads, and from outside, arrive exactly when the reference says so.
 */
class VerdictIT {
    private static final long FIRST_SEED = 20_261_122L;
    private static final int WORLDS = 50;
    private static final int PACKETS_PER_WORLD = 40;
    private static final int HOSTS = 3;
    private static final int WORKLOADS = 12;
    private static final String OUTSIDE_4 = "192.0.2.7";
    private static final String OUTSIDE_6 = "2001:db8::7";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(names = {"NFT", "LEGACY"})
    void everyPacketArrivesExactlyWhenTheReferenceAllowsIt(Backend backend) {
        int cases = 0;
        int allowed = 0;
        try (Network network = Network.of(HOSTS, places());
                Deployment deployment = Deployments.standalone(network.hosts(), backend);
                GatewayClient gateway = new GatewayClient(deployment.api());
                Packets packets = new Packets()) {
            Map<String, Workload> byAddress = byAddress(network);
            Set<ResourceKey> present = Set.of();
            for (long seed = FIRST_SEED; seed < FIRST_SEED + WORLDS; seed++) {
                Random random = new Random(seed);
                Map<ResourceKey, Resource> world = world(random);
                Set<ResourceKey> gone = new HashSet<>(present);
                gone.removeAll(world.keySet());
                gateway.awaitRealized(gateway.change(world.values(), gone), HOSTS, LIMIT);
                present = world.keySet();
                for (Host host : network.hosts()) {
                    host.netns().exec("conntrack", "-F");
                }

                ReferenceVerdict verdict = new ReferenceVerdict(world.values());
                List<Shot> shots = shots(random, world, byAddress);
                Set<Shot> expected = shots.stream()
                        .filter(shot -> verdict.between(shot.packet()).allowed())
                        .collect(Collectors.toSet());
                assertThat(packets.arrived(shots, expected))
                        .as(describe(seed, verdict, shots))
                        .containsExactlyInAnyOrderElementsOf(expected);
                cases += shots.size();
                allowed += expected.size();
            }
        }
        assertThat(cases).as("cases").isGreaterThanOrEqualTo(1_000);
        assertThat(allowed).as("allowed of %d", cases).isBetween(cases / 20, cases * 19 / 20);
    }

    /** Where the generated endpoints say they are. */
    private static List<Network.Place> places() {
        List<Network.Place> places = new ArrayList<>();
        for (int i = 0; i < WORKLOADS; i++) {
            places.add(new Network.Place(
                    i % HOSTS + 1,
                    "caliw" + i,
                    GenerateNet.workloadAddress(IpVersion.V4, i),
                    GenerateNet.workloadAddress(IpVersion.V6, i)));
        }
        places.add(new Network.Place(Network.FABRIC, "outside", OUTSIDE_4, OUTSIDE_6));
        return places;
    }

    private static Map<String, Workload> byAddress(Network network) {
        Map<String, Workload> byAddress = new LinkedHashMap<>();
        for (Workload workload : network.workloads()) {
            byAddress.put(Cidr.of(workload.ipv4().getHostAddress()).toString(), workload);
            byAddress.put(Cidr.of(workload.ipv6().getHostAddress()).toString(), workload);
        }
        return byAddress;
    }

    private static Map<ResourceKey, Resource> world(Random random) {
        Map<ResourceKey, Resource> world = new LinkedHashMap<>();
        for (Resource resource : Generate.world(random)) {
            world.put(resource.key(), resource);
        }
        // A policy's tier must exist.
        for (Resource resource : List.copyOf(world.values())) {
            if (resource instanceof Policy policy) {
                Tier tier = new Tier(policy.tier(), null, Action.DENY);
                world.putIfAbsent(tier.key(), tier);
            }
        }
        // The hosts' own interfaces are not yet enforced on, and these addresses are nobody's here.
        world.values().removeIf(HostEndpoint.class::isInstance);
        return world;
    }

    /** Packets between endpoints of the world, and between those and the outside. */
    private static List<Shot> shots(Random random, Map<ResourceKey, Resource> world, Map<String, Workload> byAddress) {
        List<Shot> shots = new ArrayList<>();
        Set<List<Object>> flows = new HashSet<>();
        while (shots.size() < PACKETS_PER_WORLD) {
            IpVersion family = random.nextInt(2) == 0 ? IpVersion.V4 : IpVersion.V6;
            List<String> addresses = addresses(world, family);
            String from = addresses.get(random.nextInt(addresses.size()));
            String to = addresses.get(random.nextInt(addresses.size()));
            if (!from.equals(to)) {
                Packet packet = possible(GenerateNet.packet(random, from, to));
                // Else connection tracking would take it for an answer to one before, and let it pass.
                if (flows.add(flow(packet)) && !flows.contains(answer(packet))) {
                    shots.add(new Shot(workload(byAddress, from), workload(byAddress, to), packet));
                }
            }
            if (addresses.size() == 1 && addresses(world, IpVersion.V4).size() == 1) {
                break; // A world without any endpoint.
            }
        }
        return shots;
    }

    private static List<Object> flow(Packet packet) {
        return List.of(
                packet.protocol(),
                packet.source(),
                packet.sourcePort(),
                packet.destination(),
                packet.destinationPort());
    }

    private static List<Object> answer(Packet packet) {
        return List.of(
                packet.protocol(),
                packet.destination(),
                packet.destinationPort(),
                packet.source(),
                packet.sourcePort());
    }

    private static Workload workload(Map<String, Workload> byAddress, String address) {
        @Nullable Workload workload = byAddress.get(Cidr.of(address).toString());
        if (workload == null) {
            throw new IllegalStateException("nobody has " + address);
        }
        return workload;
    }

    private static List<String> addresses(Map<ResourceKey, Resource> world, IpVersion family) {
        List<String> addresses = new ArrayList<>();
        for (Resource resource : world.values()) {
            if (resource instanceof WorkloadEndpoint endpoint) {
                for (Cidr address : endpoint.ipNetworks()) {
                    if (address.version() == family) {
                        addresses.add(address.address());
                    }
                }
            }
        }
        addresses.add(family == IpVersion.V4 ? OUTSIDE_4 : OUTSIDE_6);
        return addresses;
    }

    /** What connection tracking would call invalid becomes an echo request, or a packet of a tunnel. */
    private static Packet possible(Packet packet) {
        String from = packet.source().address();
        String to = packet.destination().address();
        boolean ipv4 = packet.version() == IpVersion.V4;
        if (packet.isIcmp()) {
            return Packet.icmp(from, to, ipv4 ? 8 : 128, packet.icmpCode());
        }
        boolean icmpOfTheOther =
                packet.protocol().equals(Protocol.ICMP) || packet.protocol().equals(Protocol.ICMPV6);
        return icmpOfTheOther ? Packet.of(new Protocol(47), from, to) : packet;
    }

    private static String describe(long seed, ReferenceVerdict verdict, List<Shot> shots) {
        return shots.stream()
                .map(shot -> "\nseed " + seed + " " + shot + ": " + verdict.between(shot.packet()))
                .collect(Collectors.joining());
    }
}
