package io.ringfence.compiler.emit;

import io.ringfence.compiler.match.Work;
import io.ringfence.compiler.resolve.MemberSet;
import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.RuleSetId;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.model.resource.ResourceKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one owned shard has published, endpoints apart, and the delta that is being written for it. Records and tries are shared between
 * shards, so a shard costs a reference for each.
 */
final class ShardImage {
    private final int shard;
    private final Work work;
    private final Map<MemberSet, MemberTrie> sets = new HashMap<>();
    private final Map<ResourceKey, ShardRecord> rules = new HashMap<>();
    private final Set<RuleSetId> ruleSets = new HashSet<>();

    private DeltaBuilder delta;

    ShardImage(int shard, Work work) {
        this.shard = shard;
        this.work = work;
        this.delta = new DeltaBuilder();
    }

    /** Sets that are published here. */
    Set<MemberSet> sets() {
        return sets.keySet();
    }

    /** @param wanted null when the shard does not need the set */
    void want(MemberSet set, @Nullable MemberTrie wanted) {
        work.compareRecord();
        MemberTrie before = wanted == null ? sets.remove(set) : sets.put(set, wanted);
        MemberTrie.difference(
                set.id(), before, wanted, delta::put, path -> delta.remove(IpSetBucket.PREFIX + set.id() + "/" + path));
    }

    /** @param wanted null when the shard does not need the policy or profile, or it does not exist */
    void want(ResourceKey key, @Nullable ShardRecord wanted) {
        work.compareRecord();
        ShardRecord before = wanted == null ? rules.remove(key) : rules.put(key, wanted);
        if (wanted == null) {
            if (before != null) {
                delta.remove(before.key());
            }
        } else if (!wanted.equals(before)) {
            delta.put(wanted);
        }
    }

    void want(RuleSet ruleSet) {
        work.compareRecord();
        if (ruleSets.add(ruleSet.id())) {
            delta.put(ruleSet);
        }
    }

    void unwant(RuleSetId ruleSet) {
        work.compareRecord();
        if (ruleSets.remove(ruleSet)) {
            delta.remove(RuleSet.PREFIX + ruleSet);
        }
    }

    void put(ShardEndpoint endpoint) {
        delta.put(endpoint);
    }

    void remove(ShardEndpoint endpoint) {
        delta.remove(endpoint.key());
    }

    /** Whether nothing is published here, endpoints apart. */
    boolean isEmpty() {
        return sets.isEmpty() && rules.isEmpty() && ruleSets.isEmpty();
    }

    /** What was written since the last call, in the order in which it has to be sent. */
    ShardDelta takeDelta() {
        ShardDelta taken = delta.build(shard);
        delta = new DeltaBuilder();
        return taken;
    }
}
