package io.ringfence.compiler.resolve;

import io.ringfence.compiler.match.MatchDelta;
import io.ringfence.compiler.match.Matcher;
import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.compiler.match.Thing;
import io.ringfence.compiler.match.Work;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Keeps the rule set of each workload endpoint of the owned shards. Owner: the compiler's thread. */
public final class Resolver {
    private final Matcher matcher;
    private final PolicyTable policies;
    private final Rulebook rulebook = new Rulebook();
    private final Groups groups;

    /** All workload endpoints by shard, owned or not, so that a shard can be taken over without looking at others. */
    private final Map<Integer, RoaringBitmap> endpointsByShard = new HashMap<>();

    private final Map<Integer, ShardNeeds> owned = new HashMap<>();

    private final NeededSets neededSets;

    /** By endpoint: what governs it; null when its shard is not owned. */
    private @Nullable EndpointRules[] rulesOf = new EndpointRules[16];

    /** What the batch under way gave up. Done at its end, so that what another takes up again is not lost in between. */
    private final List<Runnable> releases = new ArrayList<>();

    public Resolver(Matcher matcher, Work work) {
        this.matcher = matcher;
        this.policies = new PolicyTable(work);
        this.groups = new Groups(work);
        this.neededSets = new NeededSets(matcher);
    }

    /** Applies the policies, profiles and tiers of a batch that the matcher has already applied. */
    public ResolveDelta apply(Collection<ResourceDelta> batch, MatchDelta moved) {
        RoaringBitmap touched = new RoaringBitmap();
        moveEndpoints(moved, touched);
        moveFlipped(moved, touched);
        Set<Integer> stale = new HashSet<>();
        Set<ResourceKey> changedRules = new HashSet<>();
        for (ResourceDelta delta : batch) {
            switch (delta) {
                case ResourceDelta.Put(ResourceKey key, Policy policy) ->
                    change(key, policy, stale, changedRules, touched);
                case ResourceDelta.Put(ResourceKey key, Profile profile) ->
                    replace(key, rulebook.get(key), rulebook.put(profile), changedRules);
                case ResourceDelta.Put(ResourceKey _, Tier tier) -> change(tier.name(), tier, stale);
                case ResourceDelta.Put _ -> {}
                case ResourceDelta.Remove(ResourceKey key) -> {
                    if (key.kind() == Kind.POLICY) {
                        change(key, null, stale, changedRules, touched);
                    } else if (key.kind() == Kind.PROFILE) {
                        remove(key, changedRules);
                    } else if (key.kind() == Kind.TIER) {
                        change(key.parts().getFirst(), null, stale);
                    }
                }
            }
        }
        for (int selector : stale) {
            groups.forEachGroupOf(selected(selector), group -> {
                group.policies = null;
                touched.or(group.members);
            });
        }
        resolve(touched);
        settle();
        return new ResolveDelta(touched, changedRules);
    }

    /** Takes shards over that are not owned: resolves their endpoints, all of which are in what is returned. */
    public ResolveDelta own(Set<Integer> shards) {
        RoaringBitmap endpoints = new RoaringBitmap();
        for (int shard : shards) {
            owned.put(
                    shard,
                    new ShardNeeds(rulebook, neededSets::need, set -> releases.add(() -> neededSets.unneed(set))));
            endpoints.or(endpointsOf(shard));
        }
        groups.join(endpoints);
        for (int selector : policies.selectors()) {
            groups.gain(selector, RoaringBitmap.and(matcher.selectedBy(selector), endpoints));
        }
        resolve(endpoints);
        return new ResolveDelta(endpoints, Set.of());
    }

    /** Gives shards up; nothing is kept of them but their endpoints' labels. */
    public void disown(Set<Integer> shards) {
        for (int shard : shards) {
            RoaringBitmap endpoints = endpointsOf(shard);
            groups.leave(endpoints);
            endpoints.forEach((org.roaringbitmap.IntConsumer) endpoint -> {
                EndpointRules rules = rulesOf(endpoint);
                rules.policies().release(rules);
                rulesOf[endpoint] = null;
            });
            ShardNeeds needs = owned.remove(shard);
            if (needs != null) {
                needs.clear();
            }
        }
        settle();
    }

    /** All workload endpoints of a shard, owned or not; to be read only. */
    public RoaringBitmap endpointsOf(int shard) {
        return endpointsByShard.getOrDefault(shard, new RoaringBitmap());
    }

    public Set<Integer> owned() {
        return owned.keySet();
    }

    /** What an owned shard needs. */
    public ShardNeeds needs(int shard) {
        ShardNeeds needs = owned.get(shard);
        if (needs == null) {
            throw new IllegalStateException("not owned: shard " + shard);
        }
        return needs;
    }

    /** The sets that some owned shard needs and that have the selector of this number: addresses, and ports by their names. */
    public List<MemberSet> neededSets(int selector) {
        return neededSets.of(selector);
    }

    /** What governs an endpoint of an owned shard. */
    public EndpointRules rulesOf(int endpoint) {
        EndpointRules rules = rulesOf[endpoint];
        if (rules == null) {
            throw new IllegalStateException("not resolved: endpoint " + endpoint);
        }
        return rules;
    }

    /** The record of a policy's or profile's rules, or null when it is not stored. */
    public @Nullable ShardRecord record(ResourceKey key) {
        Rulebook.Rules rules = rulebook.get(key);
        return rules == null ? null : rules.record();
    }

    /** Whether nothing is held; shards may still be owned. */
    public boolean isEmpty() {
        return policies.isEmpty()
                && rulebook.isEmpty()
                && groups.isEmpty()
                && endpointsByShard.isEmpty()
                && neededSets.isEmpty()
                && owned.values().stream()
                        .allMatch(needs -> needs.ruleSets().needed().isEmpty()
                                && needs.rules().needed().isEmpty()
                                && needs.sets().needed().isEmpty());
    }

    private void moveEndpoints(MatchDelta moved, RoaringBitmap touched) {
        RoaringBitmap come = new RoaringBitmap();
        RoaringBitmap gone = new RoaringBitmap();
        for (MatchDelta.ThingChange change : moved.things()) {
            Thing after = change.after();
            Thing before = change.before();
            if (after != null && after.isWorkload()) {
                if (before == null) {
                    endpointsByShard
                            .computeIfAbsent(after.shard(), shard -> new RoaringBitmap())
                            .add(change.thing());
                }
                if (owned.containsKey(after.shard())) {
                    touched.add(change.thing());
                    if (before == null) {
                        come.add(change.thing());
                    }
                }
            } else if (after == null && before != null && before.isWorkload()) {
                leaveShard(before.shard(), change.thing());
                if (owned.containsKey(before.shard())) {
                    gone.add(change.thing());
                    release(before.shard(), change.thing());
                    rulesOf[change.thing()] = null;
                }
            }
        }
        groups.leave(gone);
        groups.join(come);
    }

    private void leaveShard(int shard, int endpoint) {
        RoaringBitmap endpoints = endpointsOf(shard);
        endpoints.remove(endpoint);
        if (endpoints.isEmpty()) {
            endpointsByShard.remove(shard);
        }
    }

    private void moveFlipped(MatchDelta moved, RoaringBitmap touched) {
        moved.flipped().forEach((selector, flipped) -> {
            if (policies.hasPolicies(selector)) {
                RoaringBitmap members = RoaringBitmap.and(flipped, groups.members());
                RoaringBitmap selected = matcher.selectedBy(selector);
                groups.gain(selector, RoaringBitmap.and(members, selected));
                groups.lose(selector, RoaringBitmap.andNot(members, selected));
                touched.or(members);
            }
        });
    }

    private void change(
            ResourceKey key,
            @Nullable Policy policy,
            Set<Integer> stale,
            Set<ResourceKey> changedRules,
            RoaringBitmap touched) {
        Policy after = policy != null && PolicyOrder.governsWorkloads(policy) ? policy : null;
        PolicyTable.Placed before = policies.get(key.parts().getFirst());
        if (after != null) {
            replace(key, rulebook.get(key), rulebook.put(after), changedRules);
        } else if (before != null) {
            remove(key, changedRules);
        }
        if (before != null && after != null && standsAlike(before.policy(), after)) {
            return;
        }
        if (before != null) {
            take(before, stale, touched);
        }
        if (after != null) {
            place(after, stale, touched);
        }
    }

    /** Whether it governs the same endpoints and directions at the same place. */
    private static boolean standsAlike(Policy before, Policy after) {
        return before.selector().equals(after.selector())
                && before.tier().equals(after.tier())
                && PolicyOrder.POLICIES.compare(before, after) == 0
                && before.types().equals(after.types());
    }

    private void place(Policy policy, Set<Integer> stale, RoaringBitmap touched) {
        int selector = matcher.ask(policy.selector());
        if (policies.add(policy, selector)) {
            RoaringBitmap endpoints = selected(selector);
            groups.gain(selector, endpoints);
            touched.or(endpoints);
        }
        stale.add(selector);
    }

    private void take(PolicyTable.Placed placed, Set<Integer> stale, RoaringBitmap touched) {
        if (policies.remove(placed)) {
            RoaringBitmap endpoints = selected(placed.selector());
            groups.lose(placed.selector(), endpoints);
            touched.or(endpoints);
            stale.remove(placed.selector());
        } else {
            stale.add(placed.selector());
        }
        releases.add(() -> matcher.release(placed.selector()));
    }

    private void change(String name, @Nullable Tier tier, Set<Integer> stale) {
        if (policies.setTier(name, tier)) {
            stale.addAll(policies.selectorsIn(name));
        }
    }

    private void remove(ResourceKey key, Set<ResourceKey> changedRules) {
        Rulebook.Rules before = rulebook.get(key);
        rulebook.remove(key);
        replace(key, before, null, changedRules);
    }

    private void replace(
            ResourceKey key,
            Rulebook.@Nullable Rules before,
            Rulebook.@Nullable Rules after,
            Set<ResourceKey> changedRules) {
        changedRules.add(key);
        for (ShardNeeds needs : owned.values()) {
            needs.replace(key, before, after);
        }
        if (before != null) {
            releases.add(() -> rulebook.release(before));
        }
    }

    /** Members of the owned shards that a selector selects. */
    private RoaringBitmap selected(int selector) {
        return RoaringBitmap.and(matcher.selectedBy(selector), groups.members());
    }

    private void resolve(RoaringBitmap endpoints) {
        if (rulesOf.length < matcher.things().end()) {
            rulesOf = Arrays.copyOf(rulesOf, Math.max(matcher.things().end(), rulesOf.length + (rulesOf.length >> 1)));
        }
        endpoints.forEach((org.roaringbitmap.IntConsumer) endpoint -> {
            Thing thing = matcher.things().get(endpoint);
            Group group = groups.groupOf(endpoint);
            PolicyList list = group.policies;
            if (list == null) {
                list = policies.list(group.selectors);
                group.policies = list;
            }
            EndpointRules after = list.hold(matcher.profilesOf(thing.profiles()));
            needs(thing.shard()).add(after);
            if (rulesOf[endpoint] != null) {
                release(thing.shard(), endpoint);
            }
            rulesOf[endpoint] = after;
        });
    }

    private void release(int shard, int endpoint) {
        EndpointRules rules = rulesOf(endpoint);
        releases.add(() -> {
            ShardNeeds needs = owned.get(shard);
            if (needs != null) {
                needs.remove(rules);
            }
            rules.policies().release(rules);
        });
    }

    /** Lets go of what the batch gave up. */
    private void settle() {
        // A release may cause others: those of the sets that it was the last to need.
        for (int i = 0; i < releases.size(); i++) {
            releases.get(i).run();
        }
        releases.clear();
    }
}
