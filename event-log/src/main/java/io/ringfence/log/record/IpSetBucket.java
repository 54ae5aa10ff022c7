package io.ringfence.log.record;

import io.ringfence.model.net.SetMember;
import java.util.List;

/**
 * A part of a set of addresses, or of ports at addresses; the set is the union of its buckets. Buckets form a binary trie over a hash of
 * the member: a bucket with more than {@link #MAX_MEMBERS} members is split in two, so which buckets exist depends on the members only,
 * and one endpoint's change moves one small record. A set without members has the root bucket, empty: a set without any bucket is
 * missing, and what is missing denies.
 *
 * @param set the set
 * @param bucket the trie's path, {@code -} for the root, else digits {@code 0} and {@code 1}
 * @param members sorted, no repeats, both families; blocks or ports, as the set's id says
 */
public record IpSetBucket(IpSetId set, String bucket, List<SetMember> members) implements ShardRecord {
    public static final String ROOT = "-";

    /** A bucket with more is split. Only members of equal hash could exceed it, at the trie's last level. */
    public static final int MAX_MEMBERS = 256;

    public static final String PREFIX = "ipset/";

    public IpSetBucket {
        members = List.copyOf(members);
    }

    @Override
    public String key() {
        return PREFIX + set + "/" + bucket;
    }
}
