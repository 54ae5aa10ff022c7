package io.ringfence.compiler.emit;

import io.ringfence.compiler.match.MatchDelta;
import io.ringfence.compiler.match.Matcher;
import io.ringfence.compiler.match.Thing;
import io.ringfence.compiler.match.Work;
import io.ringfence.compiler.resolve.MemberSet;
import io.ringfence.compiler.resolve.Resolver;
import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.SetMember;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The members of the sets that some owned shard needs. A set's members are written out when the first shard needs it, and from then on
 * follow the changes. A member that two things add stays one until neither is selected.
 */
final class SetImages {
    private final Matcher matcher;
    private final Resolver resolver;
    private final Work work;
    private final Map<MemberSet, MemberTrie> members = new HashMap<>();

    SetImages(Matcher matcher, Resolver resolver, Work work) {
        this.matcher = matcher;
        this.resolver = resolver;
        this.work = work;
    }

    /** Members of a set that a shard needs. Cost when it is the first: its members. */
    MemberTrie members(MemberSet set) {
        return Objects.requireNonNull(members.computeIfAbsent(set, this::writeOut));
    }

    /**
     * Follows what a batch changed. Cost: for each thing that moved in or out of a set, or changed its addresses or ports, what it adds.
     *
     * @return sets whose members may be others now
     */
    Set<MemberSet> follow(MatchDelta moved) {
        Set<MemberSet> changed = new HashSet<>();
        if (members.isEmpty()) {
            return changed;
        }
        Map<Integer, Thing> before = new HashMap<>();
        for (MatchDelta.ThingChange change : moved.things()) {
            if (change.before() != null) {
                before.put(change.thing(), change.before());
            }
        }
        moved.flipped().forEach((selector, things) -> {
            for (MemberSet set : resolver.neededSets(selector)) {
                if (members.containsKey(set)) {
                    changed.add(set);
                    things.forEach((org.roaringbitmap.IntConsumer) thing -> {
                        touch(set, before.get(thing));
                        touch(set, matcher.things().find(thing));
                    });
                }
            }
        });
        for (MatchDelta.ThingChange change : moved.things()) {
            if (change.before() != null && change.after() != null && addsOthers(change.before(), change.after())) {
                follow(change.thing(), change.before(), change.after(), changed);
            }
        }
        return changed;
    }

    /** Forgets the members of sets that no owned shard needs. */
    void forget(Set<MemberSet> sets) {
        for (MemberSet set : sets) {
            if (!set.isNeeded()) {
                members.remove(set);
            }
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    private static boolean addsOthers(Thing before, Thing after) {
        return !before.addresses().equals(after.addresses()) || !before.ports().equals(after.ports());
    }

    private void follow(int thing, Thing before, Thing after, Set<MemberSet> changed) {
        matcher.forEachSelecting(thing, selector -> {
            for (MemberSet set : resolver.neededSets(selector)) {
                if (members.containsKey(set)) {
                    changed.add(set);
                    touch(set, before);
                    touch(set, after);
                }
            }
        });
    }

    /** Asks anew for each member that the thing, as it is or was, adds to the set. */
    private void touch(MemberSet set, @Nullable Thing thing) {
        if (thing == null) {
            return;
        }
        RoaringBitmap selected = matcher.selectedBy(set.asked());
        for (SetMember member : set.meaning().membersOf(thing.addresses(), thing.ports())) {
            work.visitMember();
            MemberTrie trie = members(set);
            members.put(set, isAdded(set, selected, member) ? trie.with(member) : trie.without(member));
        }
    }

    private boolean isAdded(MemberSet set, RoaringBitmap selected, SetMember member) {
        return switch (member) {
            case Cidr address -> matcher.things().hasAddress(selected, address);
            case AddressPort port ->
                matcher.things()
                        .hasPort(selected, Objects.requireNonNull(set.meaning().port()), port);
        };
    }

    private MemberTrie writeOut(MemberSet set) {
        RoaringBitmap selected = matcher.selectedBy(set.asked());
        List<SetMember> all = new ArrayList<>(selected.getCardinality());
        selected.forEach((org.roaringbitmap.IntConsumer) number -> {
            work.visitMember();
            Thing thing = matcher.things().get(number);
            all.addAll(set.meaning().membersOf(thing.addresses(), thing.ports()));
        });
        return MemberTrie.of(all);
    }
}
