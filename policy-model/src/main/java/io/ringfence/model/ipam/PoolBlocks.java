package io.ringfence.model.ipam;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The blocks of a pool, stored or not, by number. */
final class PoolBlocks {
    /** Of a larger pool, which only IPv6 has, the first blocks are used: 4 billion addresses. */
    private static final int MOST_BITS = 26;

    private final IPAddress first;
    private final int prefixLength;
    private final long count;

    PoolBlocks(Cidr pool) {
        first = new IPAddressString(pool.address()).getAddress();
        prefixLength = IpamBlock.prefixLength(pool.version());
        count = 1L << Math.min(MOST_BITS, prefixLength - pool.prefixLength());
    }

    long count() {
        return count;
    }

    /** @param number 0 to {@link #count} - 1 */
    Cidr block(long number) {
        return Cidr.of(first.increment(number * IpamBlock.SIZE).toCanonicalString() + "/" + prefixLength);
    }

    /** Where a host begins to look: hosts that look at the same time should not meet. */
    long startOf(String host) {
        return hash(host) % count;
    }

    static long hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
