package io.ringfence.model.net;

import org.jspecify.annotations.Nullable;

/**
 * What an ICMP or ICMPv6 message must be.
 *
 * @param type 0 to 254; null matches every type, and then {@code code} is null too
 * @param code 0 to 255; null matches every code
 */
public record IcmpMatch(@Nullable Integer type, @Nullable Integer code) {
    public IcmpMatch {
        if (type == null && code != null) {
            throw new IllegalArgumentException("ICMP code specified without an ICMP type");
        }
    }

    public boolean matches(int packetType, int packetCode) {
        return (type == null || type == packetType) && (code == null || code == packetCode);
    }
}
