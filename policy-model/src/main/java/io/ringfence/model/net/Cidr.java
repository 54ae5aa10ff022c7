package io.ringfence.model.net;

import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A block of addresses, or one address when the prefix is as long as the family. Bits below the prefix are always zero, so equal
 * blocks are equal values. Held as 128 bits (IPv4 in the low 32 of {@code low}) because a compiler keeps a million of them.
 *
 * @param version family
 * @param high upper 64 bits of the first address; 0 for IPv4
 * @param low lower 64 bits of the first address
 * @param prefixLength 0 to 32, or 0 to 128
 */
public record Cidr(IpVersion version, long high, long low, int prefixLength) implements SetMember {

    /** Clears the bits below the prefix. */
    public Cidr {
        if (prefixLength < 0 || prefixLength > version.bits()) {
            throw new IllegalArgumentException("prefix length out of range: " + prefixLength);
        }
        int free = version.bits() - prefixLength;
        if (free >= 64) {
            low = 0;
            high = free == 128 ? 0 : high & (-1L << (free - 64));
        } else {
            low &= -1L << free;
        }
    }

    /**
     * Reads {@code a.b.c.d/n}, {@code x::y/n} or a bare address (which becomes /32 or /128); empty when it is neither. Only the plain
     * forms: no leading zeros, short IPv4, zones, or IPv4 addresses in the guise of IPv6.
     */
    public static Optional<Cidr> parse(String text) {
        return Optional.ofNullable(AddressParser.parse(text));
    }

    /** Reads what is known to be right (our own records, tests). Throws {@link IllegalArgumentException} when it is not. */
    public static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("invalid CIDR address: " + text));
    }

    /** Whether this is one address. */
    public boolean isSingleAddress() {
        return prefixLength == version.bits();
    }

    /** Whether every address of {@code other} is in this block; false across families. */
    public boolean contains(Cidr other) {
        return version == other.version
                && prefixLength <= other.prefixLength
                && equals(new Cidr(version, other.high, other.low, prefixLength));
    }

    /** The first address without a prefix, in canonical form (RFC 5952 for IPv6). */
    public String address() {
        return version == IpVersion.V4
                ? (low >>> 24) + "." + (low >>> 16 & 0xff) + "." + (low >>> 8 & 0xff) + "." + (low & 0xff)
                : new IPv6Address(bytes()).toCanonicalString();
    }

    /** {@code address/prefix}; single addresses too. */
    @Override
    public String toString() {
        return address() + "/" + prefixLength;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[16];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (high >>> (56 - 8 * i));
            bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
        }
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cidr block
                && low == block.low
                && high == block.high
                && prefixLength == block.prefixLength
                && version == block.version;
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(high) + Long.hashCode(low)) + prefixLength;
    }

    @Override
    public int compareTo(SetMember other) {
        if (!(other instanceof Cidr block)) {
            return -1;
        }
        int order = version.compareTo(block.version);
        if (order == 0) {
            order = Long.compareUnsigned(high, block.high);
        }
        if (order == 0) {
            order = Long.compareUnsigned(low, block.low);
        }
        return order == 0 ? Integer.compare(prefixLength, block.prefixLength) : order;
    }
}
