package io.ringfence.model.verdict;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;

/**
 * The first packet of a connection, as far as policy looks at it.
 *
 * @param source one address
 * @param destination one address of the same family
 * @param sourcePort 0 to 65535; {@link #NONE} when the protocol has no ports that policy looks at (all but TCP, UDP and SCTP)
 * @param destinationPort as {@code sourcePort}; both or neither
 * @param icmpType 0 to 255; {@link #NONE} unless it is ICMP over IPv4 or ICMPv6 over IPv6
 * @param icmpCode as {@code icmpType}; both or neither
 */
public record Packet(
        Cidr source,
        Cidr destination,
        Protocol protocol,
        int sourcePort,
        int destinationPort,
        int icmpType,
        int icmpCode) {
    /** What a packet does not have. */
    public static final int NONE = -1;

    public Packet {
        if (!source.isSingleAddress() || !destination.isSingleAddress() || source.version() != destination.version()) {
            throw new IllegalArgumentException("a packet goes from one address to one: " + source + ", " + destination);
        }
        if (protocol.hasPorts()
                ? !isPort(sourcePort) || !isPort(destinationPort)
                : sourcePort != NONE || destinationPort != NONE) {
            throw new IllegalArgumentException(protocol + " with ports " + sourcePort + ", " + destinationPort);
        }
        boolean icmp = protocol.equals(icmpOf(source.version()));
        if (icmp ? !isByte(icmpType) || !isByte(icmpCode) : icmpType != NONE || icmpCode != NONE) {
            throw new IllegalArgumentException(protocol + " with ICMP type and code " + icmpType + ", " + icmpCode);
        }
    }

    public static Packet tcp(String source, int sourcePort, String destination, int destinationPort) {
        return withPorts(Protocol.TCP, source, sourcePort, destination, destinationPort);
    }

    public static Packet udp(String source, int sourcePort, String destination, int destinationPort) {
        return withPorts(Protocol.UDP, source, sourcePort, destination, destinationPort);
    }

    public static Packet sctp(String source, int sourcePort, String destination, int destinationPort) {
        return withPorts(Protocol.SCTP, source, sourcePort, destination, destinationPort);
    }

    /** ICMP or ICMPv6, as the addresses' family has it. */
    public static Packet icmp(String source, String destination, int type, int code) {
        Cidr from = Cidr.of(source);
        return new Packet(from, Cidr.of(destination), icmpOf(from.version()), NONE, NONE, type, code);
    }

    /** A packet of a protocol of which only the number matters. */
    public static Packet of(Protocol protocol, String source, String destination) {
        return new Packet(Cidr.of(source), Cidr.of(destination), protocol, NONE, NONE, NONE, NONE);
    }

    public IpVersion version() {
        return source.version();
    }

    /** Whether it is an ICMP message of its own family: protocol 1 over IPv4, 58 over IPv6. */
    public boolean isIcmp() {
        return icmpType != NONE;
    }

    /** The protocol of ICMP messages in a family. */
    public static Protocol icmpOf(IpVersion version) {
        return version == IpVersion.V4 ? Protocol.ICMP : Protocol.ICMPV6;
    }

    private static Packet withPorts(
            Protocol protocol, String source, int sourcePort, String destination, int destinationPort) {
        return new Packet(Cidr.of(source), Cidr.of(destination), protocol, sourcePort, destinationPort, NONE, NONE);
    }

    private static boolean isPort(int port) {
        return port >= 0 && port <= 65535;
    }

    private static boolean isByte(int value) {
        return value >= 0 && value <= 255;
    }
}
