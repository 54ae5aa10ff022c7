package io.ringfence.model.net;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.util.Optional;

/**
 * A block of addresses, or one address when the prefix is as long as the family. Bits below the prefix are always zero, so equal
 * blocks are equal values. Held as 128 bits (IPv4 in the low 32 of {@code low}) because a compiler keeps a million of them.
 *
 * @param version family
 * @param high upper 64 bits of the first address; 0 for IPv4
 * @param low lower 64 bits of the first address
 * @param prefixLength 0 to 32, or 0 to 128
 */
public record Cidr(IpVersion version, long high, long low, int prefixLength) implements Comparable<Cidr> {

    /** Only the plain forms: no wildcards, ranges, octal, hex, zones, short IPv4 or mapped IPv4. */
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .allowPrefixLengthLeadingZeros(false)
            .allowPrefixesBeyondAddressSize(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .allowMixed(true)
            .allowPrefixLengthLeadingZeros(false)
            .allowPrefixesBeyondAddressSize(false)
            .getParentBuilder()
            .toParams();

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

    /** Reads {@code a.b.c.d/n}, {@code x::y/n} or a bare address (which becomes /32 or /128); empty when it is neither. */
    public static Optional<Cidr> parse(String text) {
        if (text.isBlank() || text.length() > 64) {
            return Optional.empty();
        }
        try {
            IPAddressString string = new IPAddressString(text, STRICT);
            IPAddress address = string.toAddress();
            if (address == null) {
                return Optional.empty();
            }
            Integer prefix = address.getNetworkPrefixLength();
            int length = prefix == null ? address.getBitCount() : prefix;
            byte[] bytes = address.getLower().getBytes();
            return Optional.of(fromBytes(bytes, length));
        } catch (AddressStringException e) {
            return Optional.empty();
        }
    }

    /** Reads what is known to be right (our own records, tests). Throws {@link IllegalArgumentException} when it is not. */
    public static Cidr of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("invalid CIDR address: " + text));
    }

    private static Cidr fromBytes(byte[] bytes, int prefixLength) {
        long high = 0;
        long low = 0;
        int half = bytes.length == 16 ? 8 : 0;
        for (int i = 0; i < half; i++) {
            high = high << 8 | (bytes[i] & 0xff);
        }
        for (int i = half; i < bytes.length; i++) {
            low = low << 8 | (bytes[i] & 0xff);
        }
        return new Cidr(bytes.length == 16 ? IpVersion.V6 : IpVersion.V4, high, low, prefixLength);
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
                ? new IPv4Address((int) low).toCanonicalString()
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
    public int compareTo(Cidr other) {
        int order = version.compareTo(other.version);
        if (order == 0) {
            order = Long.compareUnsigned(high, other.high);
        }
        if (order == 0) {
            order = Long.compareUnsigned(low, other.low);
        }
        return order == 0 ? Integer.compare(prefixLength, other.prefixLength) : order;
    }
}
