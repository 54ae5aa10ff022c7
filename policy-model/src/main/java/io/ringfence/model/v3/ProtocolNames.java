package io.ringfence.model.v3;

import io.ringfence.model.net.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Protocols as v3 spells them. */
final class ProtocolNames {
    private record Named(Protocol protocol, String name) {}

    private static final List<Named> ALL = List.of(
            new Named(Protocol.TCP, "TCP"),
            new Named(Protocol.UDP, "UDP"),
            new Named(Protocol.ICMP, "ICMP"),
            new Named(Protocol.ICMPV6, "ICMPv6"),
            new Named(Protocol.SCTP, "SCTP"),
            new Named(Protocol.UDPLITE, "UDPLite"));

    private ProtocolNames() {}

    static @Nullable Protocol byName(String name) {
        return ALL.stream()
                .filter(named -> named.name().equals(name))
                .map(Named::protocol)
                .findFirst()
                .orElse(null);
    }

    /** The name, or the number in decimal; empty for none. */
    static String of(@Nullable Protocol protocol) {
        return protocol == null
                ? ""
                : ALL.stream()
                        .filter(named -> named.protocol().equals(protocol))
                        .map(Named::name)
                        .findFirst()
                        .orElse(Integer.toString(protocol.number()));
    }
}
