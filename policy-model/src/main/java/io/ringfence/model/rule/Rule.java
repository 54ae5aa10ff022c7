package io.ringfence.model.rule;

import io.ringfence.model.net.IcmpMatch;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * One rule. Criteria that are null match every packet; all that are given must hold.
 *
 * @param ipVersion family of the packet
 * @param protocol what the packet's protocol must be
 * @param notProtocol what it must not be
 * @param icmp matches only ICMP (IPv4) or ICMPv6 (IPv6) packets, of this type and code
 * @param notIcmp a packet that is ICMP of this type and code does not match; other packets do
 */
public record Rule(
        Action action,
        @Nullable IpVersion ipVersion,
        @Nullable Protocol protocol,
        @Nullable Protocol notProtocol,
        @Nullable IcmpMatch icmp,
        @Nullable IcmpMatch notIcmp,
        EntityRule source,
        EntityRule destination) {

    /** A rule that matches every packet. */
    public static Rule of(Action action) {
        return new Rule(action, null, null, null, null, null, EntityRule.ANY, EntityRule.ANY);
    }
}
