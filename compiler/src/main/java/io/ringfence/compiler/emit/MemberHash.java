package io.ringfence.compiler.emit;

import io.ringfence.model.net.Cidr;

/**
 * Where a member stands in its set's trie of buckets. Every compiler instance must agree, so this is fixed: changing it moves every
 * member of every large set.
 */
public final class MemberHash {
    /** Bits of the hash, and so the trie's greatest depth. */
    public static final int BITS = 32;

    private MemberHash() {}

    /** The member's hash; the trie reads it from the highest bit down. Spreads neighbouring addresses evenly (MurmurHash3's finalizer). */
    public static int of(Cidr member) {
        long mixed = member.high() * 0x9E3779B97F4A7C15L + member.low();
        mixed = mixed * 0xD1B54A32D192ED03L
                + member.prefixLength() * 8L
                + member.version().number();
        mixed = (mixed ^ (mixed >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return (int) ((mixed ^ (mixed >>> 33)) >>> 32);
    }

    /** The bit that decides between the two children of a bucket at this depth, 0 being the root. */
    static int bit(int hash, int depth) {
        return hash >>> (BITS - 1 - depth) & 1;
    }
}
