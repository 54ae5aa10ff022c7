package io.ringfence.model.net;

import org.jspecify.annotations.Nullable;

/**
 * Reads the text of an address or block (RFC 4291, section 2.2 and 2.3). Own code because a compiler reads half a million addresses when
 * it starts, and because general parsers have forms of their own: one took {@code 0.0.0.0/0} for a wildcard and refused it.
 */
final class AddressParser {
    private static final int GROUPS = 8;
    private static final int LONGEST_TEXT = 49;

    private final String text;
    private final int end;
    private int at;

    private AddressParser(String text, int end) {
        this.text = text;
        this.end = end;
    }

    static @Nullable Cidr parse(String text) {
        int slash = text.indexOf('/');
        int end = slash < 0 ? text.length() : slash;
        if (end == 0 || text.length() > LONGEST_TEXT) {
            return null;
        }
        int colon = text.indexOf(':');
        IpVersion version = colon >= 0 && colon < end ? IpVersion.V6 : IpVersion.V4;
        int prefix = slash < 0 ? version.bits() : decimal(text, slash + 1, text.length(), version.bits());
        if (prefix < 0) {
            return null;
        }
        AddressParser parser = new AddressParser(text, end);
        if (version == IpVersion.V6) {
            return parser.v6(prefix);
        }
        long address = parser.v4();
        return address < 0 ? null : new Cidr(IpVersion.V4, 0, address, prefix);
    }

    /** Four decimal bytes up to the end; -1 when there is something else. */
    private long v4() {
        long address = 0;
        for (int i = 0; i < 4; i++) {
            int stop = at;
            while (stop < end && text.charAt(stop) != '.') {
                stop++;
            }
            int value = decimal(text, at, stop, 255);
            if (value < 0 || (i < 3) != (stop < end)) {
                return -1;
            }
            address = address << 8 | value;
            at = stop + 1;
        }
        return address;
    }

    private @Nullable Cidr v6(int prefix) {
        int[] groups = new int[GROUPS];
        int count = 0;
        // Where the two colons stood, which are as many zeros as are missing.
        int gap = -1;
        if (text.charAt(0) == ':') {
            if (end < 2 || text.charAt(1) != ':') {
                return null;
            }
            gap = 0;
            at = 2;
        }
        while (at < end) {
            int start = at;
            int value = group();
            if (value < 0 || count == GROUPS) {
                return null;
            }
            if (at < end && text.charAt(at) == '.') {
                at = start;
                long v4 = count > GROUPS - 2 ? -1 : v4();
                if (v4 < 0) {
                    return null;
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xffff);
                break;
            }
            groups[count++] = value;
            if (at == end) {
                break;
            }
            if (text.charAt(at++) != ':' || at == end) {
                return null;
            }
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        return gap < 0 ? (count == GROUPS ? whole(groups, prefix) : null) : spread(groups, count, gap, prefix);
    }

    /** One to four hexadecimal digits; -1 when there is something else. */
    private int group() {
        int value = 0;
        int start = at;
        while (at < end && at - start < 5) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0 || text.charAt(at) > 'f') {
                break;
            }
            value = value << 4 | digit;
            at++;
        }
        return at == start || at - start > 4 ? -1 : value;
    }

    private static @Nullable Cidr spread(int[] groups, int count, int gap, int prefix) {
        if (count == GROUPS) {
            return null;
        }
        int[] all = new int[GROUPS];
        System.arraycopy(groups, 0, all, 0, gap);
        System.arraycopy(groups, gap, all, GROUPS - (count - gap), count - gap);
        return whole(all, prefix);
    }

    private static @Nullable Cidr whole(int[] groups, int prefix) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[4 + i];
        }
        boolean v4InDisguise = high == 0 && low >>> 32 == 0xffff && prefix >= 96;
        return v4InDisguise ? null : new Cidr(IpVersion.V6, high, low, prefix);
    }

    /** Digits without a leading zero, at most {@code most}; -1 when there is something else. */
    private static int decimal(String text, int from, int to, int most) {
        int length = to - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value > most ? -1 : value;
    }
}
