package io.ringfence.compiler.emit;

import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.IpSetId;
import io.ringfence.model.net.SetMember;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The members of a set, in the buckets in which they travel. Immutable: a change gives a new trie that shares all untouched buckets, so
 * that what several shards have published is one object, and comparing two states looks only at what differs. The shape depends on the
 * members only.
 */
@SuppressWarnings("ReferenceEquality") // the same object is how "nothing changed below" is told
public sealed interface MemberTrie {
    /** How many members there are. */
    int size();

    /** With the member; this trie itself when it was there. Cost: one bucket. */
    default MemberTrie with(SetMember member) {
        return with(member, MemberHash.of(member), 0);
    }

    /** Without the member; this trie itself when it was not there. Cost: one or two buckets. */
    default MemberTrie without(SetMember member) {
        return without(member, MemberHash.of(member));
    }

    boolean contains(SetMember member);

    /** Trie of these members; repeats count once. */
    static MemberTrie of(Collection<? extends SetMember> members) {
        return build(members.toArray(SetMember[]::new), 0);
    }

    /**
     * Tells what leads from one state to another: buckets that are new or have other members, and paths of those that are gone.
     *
     * @param before null when nothing is published
     * @param after null when nothing is wanted
     */
    static void difference(
            IpSetId set,
            @Nullable MemberTrie before,
            @Nullable MemberTrie after,
            Consumer<IpSetBucket> puts,
            Consumer<String> removals) {
        difference(before, after, "", (path, leaf) -> puts.accept(leaf.bucket(set, path)), removals);
    }

    /** A bucket; members sorted. */
    final class Leaf implements MemberTrie {
        private final SetMember[] members;

        private Leaf(SetMember[] members) {
            this.members = members;
        }

        @Override
        public int size() {
            return members.length;
        }

        @Override
        public boolean contains(SetMember member) {
            return Arrays.binarySearch(members, member) >= 0;
        }

        @Override
        public MemberTrie with(SetMember member, int hash, int depth) {
            int place = -Arrays.binarySearch(members, member) - 1;
            if (place < 0) {
                return this;
            }
            SetMember[] more = new SetMember[members.length + 1];
            System.arraycopy(members, 0, more, 0, place);
            more[place] = member;
            System.arraycopy(members, place, more, place + 1, members.length - place);
            return more.length <= IpSetBucket.MAX_MEMBERS ? new Leaf(more) : build(more, depth);
        }

        @Override
        public MemberTrie without(SetMember member, int hash) {
            int place = Arrays.binarySearch(members, member);
            if (place < 0) {
                return this;
            }
            SetMember[] fewer = new SetMember[members.length - 1];
            System.arraycopy(members, 0, fewer, 0, place);
            System.arraycopy(members, place + 1, fewer, place, fewer.length - place);
            return new Leaf(fewer);
        }

        private IpSetBucket bucket(IpSetId set, String path) {
            return new IpSetBucket(set, path.isEmpty() ? IpSetBucket.ROOT : path, List.of(members));
        }
    }

    /**
     * Two halves, by the bit of the members' hashes at this depth.
     *
     * @param depth 0 at the root
     */
    record Fork(MemberTrie zero, MemberTrie one, int depth, int size) implements MemberTrie {
        @Override
        public boolean contains(SetMember member) {
            return half(MemberHash.of(member)).contains(member);
        }

        @Override
        public MemberTrie with(SetMember member, int hash, int at) {
            MemberTrie half = half(hash);
            return replace(half, half.with(member, hash, at + 1));
        }

        @Override
        public MemberTrie without(SetMember member, int hash) {
            MemberTrie half = half(hash);
            MemberTrie fewer = half.without(member, hash);
            if (fewer != half && size - 1 <= IpSetBucket.MAX_MEMBERS) {
                SetMember[] all = new SetMember[size - 1];
                MemberTrie other = half == zero ? one : zero;
                other.copyTo(all, fewer.copyTo(all, 0));
                return build(all, depth);
            }
            return replace(half, fewer);
        }

        private MemberTrie half(int hash) {
            return MemberHash.bit(hash, depth) == 0 ? zero : one;
        }

        private MemberTrie replace(MemberTrie before, MemberTrie after) {
            if (before == after) {
                return this;
            }
            int newSize = size - before.size() + after.size();
            return before == zero ? new Fork(after, one, depth, newSize) : new Fork(zero, after, depth, newSize);
        }
    }

    MemberTrie with(SetMember member, int hash, int depth);

    MemberTrie without(SetMember member, int hash);

    private int copyTo(SetMember[] all, int at) {
        return switch (this) {
            case Leaf leaf -> {
                System.arraycopy(leaf.members, 0, all, at, leaf.members.length);
                yield at + leaf.members.length;
            }
            case Fork fork -> fork.one().copyTo(all, fork.zero().copyTo(all, at));
        };
    }

    /** Owns the array. */
    private static MemberTrie build(SetMember[] members, int depth) {
        if (members.length <= IpSetBucket.MAX_MEMBERS || depth == MemberHash.BITS) {
            return new Leaf(sorted(members));
        }
        int zeros = 0;
        for (SetMember member : members) {
            zeros += 1 - MemberHash.bit(MemberHash.of(member), depth);
        }
        SetMember[] zero = new SetMember[zeros];
        SetMember[] one = new SetMember[members.length - zeros];
        int z = 0;
        int o = 0;
        for (SetMember member : members) {
            if (MemberHash.bit(MemberHash.of(member), depth) == 0) {
                zero[z++] = member;
            } else {
                one[o++] = member;
            }
        }
        MemberTrie left = build(zero, depth + 1);
        MemberTrie right = build(one, depth + 1);
        int size = left.size() + right.size();
        if (size <= IpSetBucket.MAX_MEMBERS) {
            // Only by repeats were there too many.
            SetMember[] all = new SetMember[size];
            right.copyTo(all, left.copyTo(all, 0));
            return new Leaf(sorted(all));
        }
        return new Fork(left, right, depth, size);
    }

    private static SetMember[] sorted(SetMember[] members) {
        Arrays.sort(members);
        int kept = 0;
        for (int i = 0; i < members.length; i++) {
            if (i == 0 || !members[i].equals(members[i - 1])) {
                members[kept++] = members[i];
            }
        }
        return kept == members.length ? members : Arrays.copyOf(members, kept);
    }

    /** Takes the path and content of a bucket. */
    interface LeafConsumer {
        void accept(String path, Leaf leaf);
    }

    private static void difference(
            @Nullable MemberTrie before,
            @Nullable MemberTrie after,
            String path,
            LeafConsumer puts,
            Consumer<String> removals) {
        if (before == after) {
            return;
        }
        switch (before) {
            case Fork old -> {
                Fork now = after instanceof Fork fork ? fork : null;
                difference(old.zero(), now == null ? null : now.zero(), path + "0", puts, removals);
                difference(old.one(), now == null ? null : now.one(), path + "1", puts, removals);
                if (after instanceof Leaf leaf) {
                    puts.accept(path, leaf);
                }
            }
            case Leaf old -> {
                if (after instanceof Leaf now) {
                    if (!Arrays.equals(old.members, now.members)) {
                        puts.accept(path, now);
                    }
                } else {
                    removals.accept(path.isEmpty() ? IpSetBucket.ROOT : path);
                    difference(null, after, path, puts, removals);
                }
            }
            case null -> {
                switch (after) {
                    case Leaf leaf -> puts.accept(path, leaf);
                    case Fork fork -> {
                        difference(null, fork.zero(), path + "0", puts, removals);
                        difference(null, fork.one(), path + "1", puts, removals);
                    }
                    case null -> {}
                }
            }
        }
    }
}
