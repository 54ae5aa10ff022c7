package io.ringfence.model.net;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an address or block. The library reads the address alone, without its prefix: together with {@code /0} it takes an
 * address for a wildcard.
 */
final class AddressParser {
    private static final int LONGEST_TEXT = 49;

    /** Only the plain forms: no wildcards, ranges, other bases, leading zeros, zones or short IPv4. */
    private static final IPAddressStringParameters PLAIN = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowPrefix(false)
            .allowPrefixOnly(false)
            .allowWildcardedSeparator(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .allowBase85(false)
            .allowBinary(false)
            .getEmbeddedIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowBinary(false)
            .getEmbeddedIPv4AddressParentBuilder()
            .getParentBuilder()
            .toParams();

    private AddressParser() {}

    static @Nullable Cidr parse(String text) {
        if (text.length() > LONGEST_TEXT || text.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '[')) {
            return null;
        }
        int slash = text.indexOf('/');
        IPAddress address = new IPAddressString(slash < 0 ? text : text.substring(0, slash), PLAIN).getAddress();
        if (address == null || address.isMultiple()) {
            return null;
        }
        IpVersion version = address.isIPv6() ? IpVersion.V6 : IpVersion.V4;
        int prefix = slash < 0 ? version.bits() : prefix(text.substring(slash + 1));
        if (prefix < 0 || prefix > version.bits()) {
            return null;
        }
        Cidr block = block(version, address.getBytes(), prefix);
        return isMappedIpv4(block) ? null : block;
    }

    /** IPv4 in the guise of IPv6, whatever the rest: the kernel would match it in neither family. */
    private static boolean isMappedIpv4(Cidr block) {
        return block.version() == IpVersion.V6
                && block.prefixLength() >= 96
                && block.high() == 0
                && block.low() >>> 32 == 0xffff;
    }

    /** One to three digits without a leading zero; -1 for anything else. */
    private static int prefix(String text) {
        boolean decimal = !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        return decimal ? Integer.parseInt(text) : -1;
    }

    private static Cidr block(IpVersion version, byte[] bytes, int prefix) {
        long high = 0;
        long low = 0;
        int half = bytes.length - Math.min(bytes.length, 8);
        for (int i = 0; i < half; i++) {
            high = high << 8 | (bytes[i] & 0xff);
        }
        for (int i = half; i < bytes.length; i++) {
            low = low << 8 | (bytes[i] & 0xff);
        }
        return new Cidr(version, high, low, prefix);
    }
}
