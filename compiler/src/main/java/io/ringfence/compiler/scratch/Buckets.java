package io.ringfence.compiler.scratch;

import io.ringfence.compiler.emit.MemberHash;
import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.model.net.SetMember;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** The buckets of a set, said once and plainly. */
final class Buckets {
    private Buckets() {}

    static List<ShardRecord> of(IpSetId set, SortedSet<SetMember> members) {
        List<ShardRecord> buckets = new ArrayList<>();
        split(set, "", List.copyOf(members), buckets);
        return buckets;
    }

    /** A bucket with too many members is two: one for each next digit of the members' hashes. */
    private static void split(IpSetId set, String path, List<SetMember> members, List<ShardRecord> buckets) {
        if (members.size() <= IpSetBucket.MAX_MEMBERS || path.length() == MemberHash.BITS) {
            buckets.add(new IpSetBucket(set, path.isEmpty() ? IpSetBucket.ROOT : path, members));
            return;
        }
        for (char digit : new char[] {'0', '1'}) {
            List<SetMember> half = members.stream()
                    .filter(member -> digit(MemberHash.of(member), path.length()) == digit)
                    .toList();
            split(set, path + digit, half, buckets);
        }
    }

    /** The hash's binary digit at a place counted from the left. */
    private static char digit(int hash, int place) {
        return (hash >> (MemberHash.BITS - 1 - place)) % 2 == 0 ? '0' : '1';
    }
}
