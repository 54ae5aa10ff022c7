package io.ringfence.e2e.probe;

/** The Internet checksum (RFC 1071). */
final class Checksums {
    private Checksums() {}

    /** Over all bytes, with the checksum's own field zero; the parts are taken as if they followed one another, each of even length. */
    static short internet(byte[]... parts) {
        long sum = 0;
        for (byte[] part : parts) {
            for (int i = 0; i < part.length; i += 2) {
                sum += (part[i] & 0xff) << 8 | (i + 1 < part.length ? part[i + 1] & 0xff : 0);
            }
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return (short) ~sum;
    }
}
