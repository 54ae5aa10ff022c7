package io.ringfence.testkit;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.verdict.Packet;
import java.util.List;
import java.util.Random;

/** Addresses, blocks and packets of the small universe. */
public final class GenerateNet {
    static final List<Integer> PORTS = List.of(22, 53, 80, 443, 3306, 7890, 8080, 65535);
    static final List<String> PORT_NAMES = List.of("http", "db-main", "9p");
    static final List<Protocol> WITH_PORTS = List.of(Protocol.TCP, Protocol.TCP, Protocol.UDP, Protocol.SCTP);
    /** Echo request and reply of both families, unreachable, and one that no rule names. */
    static final List<Integer> ICMP_TYPES = List.of(0, 3, 8, 128, 129, 250);

    private static final List<String> BLOCKS_4 = List.of(
            "10.0.0.0/8", "10.0.1.0/24", "10.0.1.3/32", "10.0.2.0/23", "192.0.2.0/24", "0.0.0.0/0", "10.0.0.0/30");
    private static final List<String> BLOCKS_6 =
            List.of("fd00::/8", "fd00:0:0:1::/64", "fd00:0:0:1::3/128", "2001:db8::/32", "::/0", "fd00::/126");
    private static final List<String> OUTSIDE_4 = List.of("192.0.2.7", "198.51.100.1", "10.0.9.9");
    private static final List<String> OUTSIDE_6 = List.of("2001:db8::7", "2001:db9::1", "fd00:0:0:9::9");

    private GenerateNet() {}

    /** The address that workload {@code number} has whenever it has one in the family. */
    public static String workloadAddress(IpVersion version, int number) {
        int network = number % 3 + 1;
        return version == IpVersion.V4 ? "10.0." + network + "." + number : "fd00:0:0:" + network + "::" + number;
    }

    static String hostAddress(IpVersion version, int number) {
        return version == IpVersion.V4 ? "192.0.2." + (number + 1) : "2001:db8::" + (number + 1);
    }

    static Cidr block(Random random, IpVersion version) {
        return Cidr.of(Generate.pick(random, version == IpVersion.V4 ? BLOCKS_4 : BLOCKS_6));
    }

    /** A packet between workloads, hosts and the outside, mostly of protocols and ports that rules name. */
    public static Packet packet(Random random) {
        IpVersion version = random.nextInt(3) == 0 ? IpVersion.V6 : IpVersion.V4;
        return packet(random, address(random, version), address(random, version));
    }

    /** A packet between these two addresses. */
    public static Packet packet(Random random, String source, String destination) {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> Packet.tcp(source, port(random), destination, port(random));
            case 3, 4 -> Packet.udp(source, port(random), destination, port(random));
            case 5 -> Packet.icmp(source, destination, Generate.pick(random, ICMP_TYPES), random.nextInt(3));
            case 6 -> Packet.sctp(source, port(random), destination, port(random));
            default -> {
                // ICMP of the other family is nothing but a protocol number.
                boolean v4 = Cidr.of(source).version() == IpVersion.V4;
                yield Packet.of(v4 ? Protocol.ICMPV6 : Protocol.ICMP, source, destination);
            }
        };
    }

    private static int port(Random random) {
        return random.nextInt(5) == 0 ? random.nextInt(65536) : Generate.pick(random, PORTS);
    }

    private static String address(Random random, IpVersion version) {
        return switch (random.nextInt(6)) {
            case 0 -> Generate.pick(random, version == IpVersion.V4 ? OUTSIDE_4 : OUTSIDE_6);
            case 1 -> hostAddress(version, random.nextInt(Generate.HOSTS.size()));
            default -> workloadAddress(version, random.nextInt(12));
        };
    }
}
