package io.ringfence.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.compiler.emit.ShardDelta;
import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.PolicyRules;
import io.ringfence.log.record.ProfileRules;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRule;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Partitions as a reader sees them. Fails on what a reader would suffer from: a record that comes again unchanged, a removal of what is
 * not there, a record before those it refers to, and after a delta anything that refers to nothing.
 */
final class FakeShards {
    private final Map<Integer, Map<String, ShardRecord>> content = new TreeMap<>();

    /** How many records were put or removed. */
    private int written;

    Map<String, ShardRecord> shard(int shard) {
        return content.computeIfAbsent(shard, number -> new TreeMap<>());
    }

    int written() {
        return written;
    }

    void apply(List<ShardDelta> deltas) {
        assertThat(deltas).extracting(ShardDelta::shard).doesNotHaveDuplicates();
        deltas.forEach(this::apply);
    }

    private void apply(ShardDelta delta) {
        Map<String, ShardRecord> records = shard(delta.shard());
        Map<String, Integer> bucketsBySet = new HashMap<>();
        records.values().forEach(record -> count(record, bucketsBySet));
        for (ShardRecord put : delta.puts()) {
            ShardRecord before = records.put(put.key(), put);
            if (put.equals(before)) {
                throw new AssertionError("sent again unchanged: " + put);
            }
            count(put, bucketsBySet);
            assertRefersToWhatIsThere(put, records, bucketsBySet);
            written++;
        }
        for (String removal : delta.removals()) {
            if (records.remove(removal) == null) {
                throw new AssertionError("removed what is not there: " + removal);
            }
            written++;
        }
        bucketsBySet.clear();
        records.values().forEach(record -> count(record, bucketsBySet));
        records.values().forEach(record -> assertRefersToWhatIsThere(record, records, bucketsBySet));
    }

    private static void count(ShardRecord record, Map<String, Integer> bucketsBySet) {
        if (record instanceof IpSetBucket bucket) {
            bucketsBySet.merge(bucket.set().text(), 1, Integer::sum);
        }
    }

    private static void assertRefersToWhatIsThere(
            ShardRecord record, Map<String, ShardRecord> records, Map<String, Integer> bucketsBySet) {
        switch (record) {
            case ShardEndpoint endpoint -> assertKey(records, RuleSet.PREFIX + endpoint.ruleSet());
            case RuleSet ruleSet -> {
                for (RuleSet.TierPolicies tier : ruleSet.tiers()) {
                    assertPolicies(tier.ingress(), records);
                    assertPolicies(tier.egress(), records);
                }
            }
            case PolicyRules policy -> {
                assertSets(policy.ingress(), bucketsBySet);
                assertSets(policy.egress(), bucketsBySet);
            }
            case ProfileRules profile -> {
                assertSets(profile.ingress(), bucketsBySet);
                assertSets(profile.egress(), bucketsBySet);
            }
            case IpSetBucket bucket -> {}
            case Progress progress -> {}
        }
    }

    private static void assertPolicies(Collection<String> names, Map<String, ShardRecord> records) {
        for (String name : names) {
            assertKey(records, ResourceKey.of(Kind.POLICY, name).toString());
        }
    }

    private static void assertSets(List<ShardRule> rules, Map<String, Integer> bucketsBySet) {
        for (ShardRule rule : rules) {
            for (ShardRule.Side side : List.of(rule.source(), rule.destination())) {
                for (List<IpSetId> ids : List.of(side.sets(), side.notSets())) {
                    for (IpSetId id : ids) {
                        assertKey(bucketsBySet, id.text());
                    }
                }
            }
        }
    }

    private static void assertKey(Map<String, ?> there, String key) {
        if (!there.containsKey(key)) {
            throw new AssertionError("refers to what is not there: " + key);
        }
    }
}
