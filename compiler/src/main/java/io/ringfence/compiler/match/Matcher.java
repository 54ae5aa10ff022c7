package io.ringfence.compiler.match;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.EndpointPort;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.selector.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Keeps the answer of every selector that is asked about. Owner: the compiler's thread. */
public final class Matcher {
    private final Work work;
    private final ToIntFunction<String> shardOfHost;
    private final Labels labels = new Labels();
    private final ProfileLists profiles = new ProfileLists(labels);
    private final SelectorIndex selectors = new SelectorIndex(labels);
    private final RoaringBitmap universe = new RoaringBitmap();
    private final Algebra algebra = new Algebra(labels, universe);
    private final Things things = new Things();

    /** What flipped in the batch under way, by selector; a thing that flips twice is out again. */
    private Map<Integer, RoaringBitmap> flipped = new HashMap<>();

    /** @param shardOfHost the shard of a host by its name */
    public Matcher(Work work, ToIntFunction<String> shardOfHost) {
        this.work = work;
        this.shardOfHost = shardOfHost;
    }

    /**
     * Applies a batch and says what changed. Cost: for each changed thing its labels and the selectors that may have changed their mind
     * about it; for a profile whose labels change, that for each thing that names it.
     *
     * @param batch each key at most once; resources without labels of things do nothing
     */
    public MatchDelta apply(Collection<ResourceDelta> batch) {
        things.freeNumbers();
        flipped = new HashMap<>();
        Map<String, @Nullable Profile> changedProfiles = new LinkedHashMap<>();
        List<MatchDelta.ThingChange> changes = new ArrayList<>();
        for (ResourceDelta delta : batch) {
            switch (delta) {
                case ResourceDelta.Put(ResourceKey _, Profile profile) -> changedProfiles.put(profile.name(), profile);
                case ResourceDelta.Put _ -> {}
                case ResourceDelta.Remove(ResourceKey key) -> {
                    switch (key.kind()) {
                        case PROFILE -> changedProfiles.put(key.parts().getFirst(), null);
                        case WORKLOAD_ENDPOINT, HOST_ENDPOINT, NETWORK_SET -> remove(key, changes);
                        case POLICY, TIER, IP_POOL, IPAM_BLOCK, NODE -> {}
                    }
                }
            }
        }
        changedProfiles.forEach(this::changeProfile);
        for (ResourceDelta delta : batch) {
            if (delta instanceof ResourceDelta.Put(ResourceKey key, Resource resource)) {
                put(key, resource, changes);
            }
        }
        flipped.values().removeIf(RoaringBitmap::isEmpty);
        return new MatchDelta(changes, flipped);
    }

    /** Begins to ask about a selector; gives its number. Cost when nobody asked yet: combining bitmaps. */
    public int ask(Selector selector) {
        int id = selectors.ask(selector);
        if (selectors.isNew(id)) {
            work.evaluateSelector();
            selectors.answer(id, algebra.evaluate(selector.root()));
        }
        return id;
    }

    /** Ends what {@link #ask} began. */
    public void release(int selector) {
        selectors.release(selector);
    }

    /** Things that a selector selects now; to be read only, and only until the next batch. */
    public RoaringBitmap selectedBy(int selector) {
        return selectors.answer(selector);
    }

    /** Calls with each asked selector that selects the thing. Cost: the selectors that may select it. */
    public void forEachSelecting(int thing, IntConsumer consumer) {
        RoaringBitmap candidates = new RoaringBitmap();
        selectors.addCandidates(effective(things.get(thing)), candidates);
        candidates.forEach((org.roaringbitmap.IntConsumer) selector -> {
            work.evaluateSelector();
            if (selectors.answer(selector).contains(thing)) {
                consumer.accept(selector);
            }
        });
    }

    /** Everything that has labels, by number; to be read only. */
    public Things things() {
        return things;
    }

    /** Names of the profiles of a list that some thing names. */
    public List<String> profilesOf(int list) {
        return profiles.names(list);
    }

    /** Whether nothing is held: no thing, label, profile, address or selector. */
    public boolean isEmpty() {
        return universe.isEmpty() && things.isEmpty() && labels.isEmpty() && profiles.isEmpty() && selectors.isEmpty();
    }

    private void put(ResourceKey key, Resource resource, List<MatchDelta.ThingChange> changes) {
        switch (resource) {
            case WorkloadEndpoint endpoint ->
                put(
                        key,
                        endpoint.labels(),
                        endpoint.profiles(),
                        endpoint.ipNetworks(),
                        endpoint.ports(),
                        endpoint.interfaceName(),
                        shardOfHost.applyAsInt(endpoint.node()),
                        changes);
            case HostEndpoint endpoint ->
                put(
                        key,
                        endpoint.labels(),
                        endpoint.profiles(),
                        endpoint.expectedIps(),
                        endpoint.ports(),
                        null,
                        Thing.NO_SHARD,
                        changes);
            case NetworkSet set ->
                put(key, set.labels(), List.of(), set.nets(), List.of(), null, Thing.NO_SHARD, changes);
            case Profile profile -> {}
            case Policy policy -> {}
            case Tier tier -> {}
            case IpPool pool -> {}
            case IpamBlock block -> {}
            case Node node -> {}
        }
    }

    private void put(
            ResourceKey key,
            Map<String, String> ownLabels,
            List<String> profileNames,
            List<Cidr> addresses,
            List<EndpointPort> ports,
            @Nullable String interfaceName,
            int shard,
            List<MatchDelta.ThingChange> changes) {
        work.visitThing();
        int number = things.numberFor(key);
        Thing before = things.find(number);
        int list = profiles.hold(profileNames);
        Thing after = new Thing(
                before == null ? key : before.key(),
                labels.hold(ownLabels),
                list,
                addresses,
                ports,
                interfaceName,
                shard);
        things.put(number, after);
        if (before == null) {
            universe.add(number);
            profiles.addThing(list, number);
            appear(number, effective(after));
        } else {
            if (before.profiles() != list) {
                profiles.removeThing(before.profiles(), number);
                profiles.addThing(list, number);
            }
            relabel(number, effective(before), effective(after));
            release(before);
        }
        changes.add(new MatchDelta.ThingChange(number, before, after));
    }

    private void remove(ResourceKey key, List<MatchDelta.ThingChange> changes) {
        int number = things.numberOf(key);
        Thing before = things.find(number);
        if (before == null) {
            return;
        }
        work.visitThing();
        disappear(number, effective(before));
        profiles.removeThing(before.profiles(), number);
        universe.remove(number);
        release(before);
        things.remove(number);
        changes.add(new MatchDelta.ThingChange(number, before, null));
    }

    private void release(Thing thing) {
        labels.release(thing.own());
        profiles.release(thing.profiles());
    }

    private int[] effective(Thing thing) {
        return profiles.effective(thing.own(), profiles.inherited(thing.profiles()));
    }

    /** Labels of a profile move at once for all things that name it, and not at all when only its rules changed. */
    private void changeProfile(String name, @Nullable Profile profile) {
        int[] before = profiles.given(name);
        int[] after = profile == null ? null : labels.hold(givenBy(profile));
        if (!Arrays.equals(before, after)) {
            profiles.give(name, after);
            List<Integer> lists = new ArrayList<>();
            profiles.forEachNaming(name, lists::add);
            for (int list : lists) {
                int[] inheritedBefore = profiles.inherited(list);
                profiles.refresh(list);
                int[] inheritedAfter = profiles.inherited(list);
                profiles.things(list).forEach((org.roaringbitmap.IntConsumer) number -> {
                    work.visitThing();
                    int[] own = things.get(number).own();
                    relabel(number, profiles.effective(own, inheritedBefore), profiles.effective(own, inheritedAfter));
                });
            }
        } else {
            profiles.give(name, after);
        }
        if (before != null) {
            labels.release(before);
        }
    }

    private static Map<String, String> givenBy(Profile profile) {
        Map<String, String> given = new HashMap<>(profile.labels());
        for (String tag : profile.tags()) {
            given.putIfAbsent(tag, "");
        }
        return given;
    }

    private void appear(int number, int[] after) {
        for (int pair : after) {
            labels.addThing(pair, number);
        }
        RoaringBitmap candidates = new RoaringBitmap();
        selectors.addCandidates(after, candidates);
        evaluate(number, after, candidates);
    }

    private void disappear(int number, int[] before) {
        RoaringBitmap candidates = new RoaringBitmap();
        selectors.addCandidates(before, candidates);
        candidates.forEach((org.roaringbitmap.IntConsumer) selector -> set(selector, number, false));
        for (int pair : before) {
            labels.removeThing(pair, number);
        }
    }

    private void relabel(int number, int[] before, int[] after) {
        Set<String> changed = new HashSet<>();
        for (int pair : before) {
            if (!contains(after, pair)) {
                labels.removeThing(pair, number);
                changed.add(labels.nameOf(pair));
            }
        }
        for (int pair : after) {
            if (!contains(before, pair)) {
                labels.addThing(pair, number);
                changed.add(labels.nameOf(pair));
            }
        }
        if (!changed.isEmpty()) {
            RoaringBitmap candidates = new RoaringBitmap();
            for (String name : changed) {
                selectors.addCandidatesNaming(name, before, candidates);
                selectors.addCandidatesNaming(name, after, candidates);
            }
            evaluate(number, after, candidates);
        }
    }

    private void evaluate(int number, int[] pairs, RoaringBitmap candidates) {
        if (candidates.isEmpty()) {
            return;
        }
        Map<String, String> all = new HashMap<>();
        for (int pair : pairs) {
            all.put(labels.nameOf(pair), labels.valueOf(pair));
        }
        candidates.forEach((org.roaringbitmap.IntConsumer)
                selector -> set(selector, number, selectors.selector(selector).matches(all)));
    }

    private void set(int selector, int number, boolean selected) {
        work.evaluateSelector();
        RoaringBitmap answer = selectors.answer(selector);
        if (answer.contains(number) != selected) {
            if (selected) {
                answer.add(number);
            } else {
                answer.remove(number);
            }
            RoaringBitmap flips = flipped.computeIfAbsent(selector, id -> new RoaringBitmap());
            if (!flips.checkedAdd(number)) {
                flips.remove(number);
            }
        }
    }

    private static boolean contains(int[] pairs, int pair) {
        for (int some : pairs) {
            if (some == pair) {
                return true;
            }
        }
        return false;
    }
}
