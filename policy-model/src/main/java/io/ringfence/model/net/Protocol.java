package io.ringfence.model.net;

import java.util.List;
import java.util.Optional;

/**
 * An IP protocol by number, 1 to 255. The six that documents may name print by name, so {@code "6"} and {@code tcp} are equal.
 *
 * @param number as in the IP header
 */
public record Protocol(int number) {
    public static final Protocol ICMP = new Protocol(1);
    public static final Protocol TCP = new Protocol(6);
    public static final Protocol UDP = new Protocol(17);
    public static final Protocol ICMPV6 = new Protocol(58);
    public static final Protocol SCTP = new Protocol(132);
    public static final Protocol UDPLITE = new Protocol(136);

    /** Those that rules may match ports of. */
    public static final List<Protocol> WITH_PORTS = List.of(TCP, UDP, SCTP);

    public Protocol {
        if (number < 1 || number > 255) {
            throw new IllegalArgumentException("protocol number invalid: " + number);
        }
    }

    /** Reads one of the six names, lower case; empty for any other text, numbers included. */
    public static Optional<Protocol> byName(String name) {
        return switch (name) {
            case "icmp" -> Optional.of(ICMP);
            case "tcp" -> Optional.of(TCP);
            case "udp" -> Optional.of(UDP);
            case "icmpv6" -> Optional.of(ICMPV6);
            case "sctp" -> Optional.of(SCTP);
            case "udplite" -> Optional.of(UDPLITE);
            default -> Optional.empty();
        };
    }

    /** Whether this is one of {@link #WITH_PORTS}. By the number: a record's equality is made when it is first asked for. */
    public boolean hasPorts() {
        for (Protocol protocol : WITH_PORTS) {
            if (protocol.number == number) {
                return true;
            }
        }
        return false;
    }

    /** The name, or the number in decimal. */
    @Override
    public String toString() {
        return switch (number) {
            case 1 -> "icmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 58 -> "icmpv6";
            case 132 -> "sctp";
            case 136 -> "udplite";
            default -> Integer.toString(number);
        };
    }
}
