package io.ringfence.compiler.emit;

import io.ringfence.compiler.match.MatchDelta;
import io.ringfence.compiler.match.Matcher;
import io.ringfence.compiler.match.Thing;
import io.ringfence.compiler.match.Work;
import io.ringfence.compiler.resolve.AddressSet;
import io.ringfence.compiler.resolve.Resolver;
import io.ringfence.model.net.Cidr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * The members of the sets that some owned shard needs. A set's members are written out when the first shard needs it, and from then on
 * follow the changes. An address that two things have stays a member until neither is selected.
 */
final class SetImages {
    private final Matcher matcher;
    private final Resolver resolver;
    private final Work work;
    private final Map<AddressSet, AddressTrie> members = new HashMap<>();

    SetImages(Matcher matcher, Resolver resolver, Work work) {
        this.matcher = matcher;
        this.resolver = resolver;
        this.work = work;
    }

    /** Members of a set that a shard needs. Cost when it is the first: its members. */
    AddressTrie members(AddressSet set) {
        return Objects.requireNonNull(members.computeIfAbsent(set, this::writeOut));
    }

    /**
     * Follows what a batch changed. Cost: for each thing that moved in or out of a set, or changed its addresses, those addresses.
     *
     * @return sets whose members may be others now
     */
    Set<AddressSet> follow(MatchDelta moved) {
        Set<AddressSet> changed = new HashSet<>();
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
            AddressSet set = resolver.neededSet(selector);
            if (set != null && members.containsKey(set)) {
                changed.add(set);
                things.forEach((org.roaringbitmap.IntConsumer) thing -> {
                    Thing old = before.get(thing);
                    if (old != null) {
                        touch(set, old.addresses());
                    }
                    if (matcher.things().contains(thing)) {
                        touch(set, matcher.things().get(thing).addresses());
                    }
                });
            }
        });
        for (MatchDelta.ThingChange change : moved.things()) {
            if (change.before() != null
                    && change.after() != null
                    && !change.before().addresses().equals(change.after().addresses())) {
                readdress(change.thing(), change.before(), change.after(), changed);
            }
        }
        return changed;
    }

    /** Forgets the members of sets that no owned shard needs. */
    void forget(Set<AddressSet> sets) {
        for (AddressSet set : sets) {
            if (!set.isNeeded()) {
                members.remove(set);
            }
        }
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    private void readdress(int thing, Thing before, Thing after, Set<AddressSet> changed) {
        matcher.forEachSelecting(thing, selector -> {
            AddressSet set = resolver.neededSet(selector);
            if (set != null && members.containsKey(set)) {
                changed.add(set);
                touch(set, before.addresses());
                touch(set, after.addresses());
            }
        });
    }

    private void touch(AddressSet set, List<Cidr> addresses) {
        RoaringBitmap selected = matcher.selectedBy(set.asked());
        for (Cidr address : addresses) {
            work.visitAddress();
            AddressTrie trie = members(set);
            members.put(
                    set, matcher.things().hasAddress(selected, address) ? trie.with(address) : trie.without(address));
        }
    }

    private AddressTrie writeOut(AddressSet set) {
        RoaringBitmap selected = matcher.selectedBy(set.asked());
        List<Cidr> addresses = new ArrayList<>(selected.getCardinality());
        selected.forEach((org.roaringbitmap.IntConsumer) thing -> {
            work.visitAddress();
            addresses.addAll(matcher.things().get(thing).addresses());
        });
        return AddressTrie.of(addresses);
    }
}
