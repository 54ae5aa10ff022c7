package io.ringfence.agent.render;

import io.ringfence.log.record.ShardRule;
import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rule says of protocol and ICMP, as alternatives of plain conjunctions for one family. */
final class ProtocolMatches {
    private ProtocolMatches() {}

    /**
     * @param protocol the one that matches; null when it is any, or any but one
     * @param basics {@code -p} or {@code ! -p}; empty for any
     */
    record Alternative(@Nullable Protocol protocol, String basics, List<String> matches) {
        Alternative {
            matches = List.copyOf(matches);
        }
    }

    /** Empty when no packet of the family can match. A protocol is its number, so {@code icmp} under IPv6 is protocol 1 there too. */
    static List<Alternative> of(ShardRule rule, IpVersion version) {
        Protocol familyIcmp = version == IpVersion.V4 ? Protocol.ICMP : Protocol.ICMPV6;
        Protocol protocol = rule.protocol();
        if (rule.icmp() != null) {
            if (protocol != null && !protocol.equals(familyIcmp)) {
                return List.of();
            }
            protocol = familyIcmp;
        }
        return protocol != null ? one(protocol, rule, version, familyIcmp) : any(rule, version, familyIcmp);
    }

    private static List<Alternative> one(Protocol protocol, ShardRule rule, IpVersion version, Protocol familyIcmp) {
        if (protocol.equals(rule.notProtocol())) {
            return List.of();
        }
        List<String> matches = new ArrayList<>();
        if (protocol.equals(familyIcmp)) {
            IcmpMatch icmp = rule.icmp();
            if (icmp != null && icmp.type() != null) {
                matches.add(icmp("", icmp, version));
            }
            IcmpMatch notIcmp = rule.notIcmp();
            if (notIcmp != null) {
                if (notIcmp.type() == null) {
                    return List.of();
                }
                matches.add(icmp("! ", notIcmp, version));
            }
        }
        return List.of(new Alternative(protocol, "-p " + name(protocol), matches));
    }

    private static List<Alternative> any(ShardRule rule, IpVersion version, Protocol familyIcmp) {
        Protocol not = rule.notProtocol();
        IcmpMatch notIcmp = rule.notIcmp();
        if (notIcmp == null) {
            return List.of(new Alternative(null, not == null ? "" : "! -p " + name(not), List.of()));
        }
        List<Alternative> alternatives = new ArrayList<>();
        if (not == null || not.equals(familyIcmp)) {
            alternatives.add(new Alternative(null, "! -p " + name(familyIcmp), List.of()));
        } else {
            // One rule has room for one -p; conntrack knows the protocol too. Packets it does not track do not match.
            alternatives.add(new Alternative(
                    null, "! -p " + name(not), List.of("-m conntrack ! --ctproto " + familyIcmp.number())));
        }
        if (notIcmp.type() != null && !familyIcmp.equals(not)) {
            alternatives.add(
                    new Alternative(familyIcmp, "-p " + name(familyIcmp), List.of(icmp("! ", notIcmp, version))));
        }
        return alternatives;
    }

    private static String icmp(String not, IcmpMatch match, IpVersion version) {
        String what = match.code() == null ? match.type() + "" : match.type() + "/" + match.code();
        return version == IpVersion.V4
                ? "-m icmp " + not + "--icmp-type " + what
                : "-m icmp6 " + not + "--icmpv6-type " + what;
    }

    /** As {@code observe} reads it back: the names that every iptables knows, else the number. */
    static String name(Protocol protocol) {
        return protocol.equals(Protocol.ICMPV6) ? "ipv6-icmp" : protocol.toString();
    }
}
