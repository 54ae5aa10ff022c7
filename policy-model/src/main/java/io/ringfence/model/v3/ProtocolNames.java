package io.ringfence.model.v3;

import io.ringfence.model.net.Protocol;
import io.ringfence.model.text.Fields;
import io.ringfence.model.text.Tree;
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

    /** A field's protocol, by name or number; null when the field is absent, or is wrong and reported. */
    static @Nullable Protocol read(Fields fields, String name) {
        Tree tree = fields.take(name);
        if (tree == null) {
            return null;
        }
        String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        Protocol named = byName(text);
        if (named != null) {
            return named;
        }
        boolean number = text.matches("[0-9]{1,3}");
        if (number && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 255) {
            return new Protocol(Integer.parseInt(text));
        }
        String reason = number
                ? "protocol number invalid"
                : "protocol name invalid: TCP, UDP, ICMP, ICMPv6, SCTP, UDPLite or a number";
        fields.report().invalid(tree, fields.path(name), "Protocol", text, reason);
        return null;
    }

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
