package io.ringfence.compiler.emit;

import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.SetMember;

/**
 * Where a member stands in its set's trie of buckets. Every compiler instance must agree, so this is fixed: changing it moves every
 * member of every large set.
 */
public final class MemberHash {
    /** Bits of the hash, and so the trie's greatest depth. */
    public static final int BITS = 32;

    private MemberHash() {}

    /** The member's hash; the trie reads it from the highest bit down. Spreads neighbouring addresses evenly (MurmurHash3's finalizer). */
    public static int of(SetMember member) {
        return switch (member) {
            case Cidr block -> finish(mixed(block));
            case AddressPort port ->
                finish(mixed(port.address()) * 0x9E3779B97F4A7C15L
                        + port.protocol().number() * 65536L
                        + port.port());
        };
    }

    private static long mixed(Cidr block) {
        long mixed = block.high() * 0x9E3779B97F4A7C15L + block.low();
        return mixed * 0xD1B54A32D192ED03L
                + block.prefixLength() * 8L
                + block.version().number();
    }

    private static int finish(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return (int) ((mixed ^ (mixed >>> 33)) >>> 32);
    }

    /** The bit that decides between the two children of a bucket at this depth, 0 being the root. */
    static int bit(int hash, int depth) {
        return hash >>> (BITS - 1 - depth) & 1;
    }
}
