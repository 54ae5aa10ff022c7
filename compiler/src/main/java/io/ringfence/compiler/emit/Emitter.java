package io.ringfence.compiler.emit;

import io.ringfence.compiler.match.MatchDelta;
import io.ringfence.compiler.match.Matcher;
import io.ringfence.compiler.match.Thing;
import io.ringfence.compiler.match.Work;
import io.ringfence.compiler.resolve.MemberSet;
import io.ringfence.compiler.resolve.ResolveDelta;
import io.ringfence.compiler.resolve.Resolver;
import io.ringfence.compiler.resolve.ShardNeeds;
import io.ringfence.log.record.RuleSetId;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.model.resource.ResourceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what was resolved into what has to be written to each owned shard. Owner: the compiler's thread. */
public final class Emitter {
    private final Matcher matcher;
    private final Resolver resolver;
    private final Work work;
    private final SetImages sets;

    /** By owned shard. */
    private final Map<Integer, ShardImage> images = new TreeMap<>();

    /** By endpoint: its record as published; null when it has none. */
    private @Nullable ShardEndpoint[] published = new ShardEndpoint[16];

    public Emitter(Matcher matcher, Resolver resolver, Work work) {
        this.matcher = matcher;
        this.resolver = resolver;
        this.work = work;
        this.sets = new SetImages(matcher, resolver, work);
    }

    /** What a batch changes, for each owned shard where it changes something. Cost: what changed, times the shards that hold it. */
    public List<ShardDelta> emit(MatchDelta moved, ResolveDelta resolved) {
        Set<MemberSet> changedSets = sets.follow(moved);
        Set<MemberSet> turnedSets = new HashSet<>();
        images.forEach((shard, image) -> {
            ShardNeeds needs = resolver.needs(shard);
            writeSets(image, needs, changedSets, turnedSets);
            writeRules(image, needs, resolved.rules());
            for (RuleSetId id : needs.ruleSets().takeTurned()) {
                if (needs.ruleSets().isNeeded(id)) {
                    image.want(needs.ruleSet(id));
                } else {
                    image.unwant(id);
                }
            }
        });
        sets.forget(turnedSets);
        removeGone(moved);
        putEndpoints(resolved);
        List<ShardDelta> deltas = new ArrayList<>();
        for (ShardImage image : images.values()) {
            ShardDelta delta = image.takeDelta();
            if (!delta.isEmpty()) {
                deltas.add(delta);
            }
        }
        return deltas;
    }

    /** Begins with shards in which nothing is published yet; before they are emitted for the first time. */
    public void own(Set<Integer> shards) {
        for (int shard : shards) {
            images.put(shard, new ShardImage(shard, work));
        }
    }

    /** Forgets what was published in shards, once the resolver has given them up. */
    public void disown(Set<Integer> shards) {
        Set<MemberSet> held = new HashSet<>();
        for (int shard : shards) {
            ShardImage image = images.remove(shard);
            if (image != null) {
                held.addAll(image.sets());
            }
            resolver.endpointsOf(shard).forEach((org.roaringbitmap.IntConsumer) endpoint -> published[endpoint] = null);
        }
        sets.forget(held);
    }

    /** Whether nothing is published. */
    public boolean isEmpty() {
        return sets.isEmpty()
                && images.values().stream().allMatch(ShardImage::isEmpty)
                && Arrays.stream(published).allMatch(Objects::isNull);
    }

    private void writeSets(ShardImage image, ShardNeeds needs, Set<MemberSet> changedSets, Set<MemberSet> turnedSets) {
        Set<MemberSet> turned = needs.sets().takeTurned();
        turnedSets.addAll(turned);
        for (MemberSet set : turned) {
            image.want(set, needs.sets().isNeeded(set) ? sets.members(set) : null);
        }
        for (MemberSet set : changedSets) {
            if (!turned.contains(set) && needs.sets().isNeeded(set)) {
                image.want(set, sets.members(set));
            }
        }
    }

    private void writeRules(ShardImage image, ShardNeeds needs, Set<ResourceKey> changedRules) {
        Set<ResourceKey> turned = needs.rules().takeTurned();
        for (ResourceKey key : turned) {
            image.want(key, needs.rules().isNeeded(key) ? resolver.record(key) : null);
        }
        for (ResourceKey key : changedRules) {
            if (!turned.contains(key) && needs.rules().isNeeded(key)) {
                image.want(key, resolver.record(key));
            }
        }
    }

    private void removeGone(MatchDelta moved) {
        for (MatchDelta.ThingChange change : moved.things()) {
            Thing before = change.before();
            if (change.after() == null && before != null && change.thing() < published.length) {
                ShardEndpoint gone = published[change.thing()];
                ShardImage image = images.get(before.shard());
                if (gone != null && image != null) {
                    image.remove(gone);
                    published[change.thing()] = null;
                }
            }
        }
    }

    private void putEndpoints(ResolveDelta resolved) {
        if (published.length < matcher.things().end()) {
            published = Arrays.copyOf(
                    published, Math.max(matcher.things().end(), published.length + (published.length >> 1)));
        }
        resolved.endpoints().forEach((org.roaringbitmap.IntConsumer) endpoint -> {
            work.compareRecord();
            Thing thing = matcher.things().get(endpoint);
            ShardEndpoint wanted = new ShardEndpoint(
                    thing.key(),
                    Objects.requireNonNull(thing.interfaceName()),
                    thing.addresses(),
                    resolver.rulesOf(endpoint).ruleSet().id());
            if (!wanted.equals(published[endpoint])) {
                published[endpoint] = wanted;
                Objects.requireNonNull(images.get(thing.shard())).put(wanted);
            }
        });
    }
}
