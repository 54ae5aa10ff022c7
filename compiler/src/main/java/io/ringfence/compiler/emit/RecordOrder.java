package io.ringfence.compiler.emit;

import io.ringfence.log.record.IpSetBucket;
import io.ringfence.log.record.PolicyRules;
import io.ringfence.log.record.ProfileRules;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.record.ShardRecord;
import java.util.Comparator;
import java.util.List;

/** The order of records inside a transaction, told from their keys: what others refer to comes first when put and last when removed. */
public final class RecordOrder {
    private static final List<String> DEPENDENCIES_FIRST =
            List.of(IpSetBucket.PREFIX, PolicyRules.PREFIX, ProfileRules.PREFIX, RuleSet.PREFIX, ShardEndpoint.PREFIX);

    /** Sets, policies, profiles, rule sets, endpoints; within a kind by key. */
    public static final Comparator<String> PUTS =
            Comparator.comparingInt((String key) -> rank(key)).thenComparing(Comparator.naturalOrder());

    /** Dependents before what they depend on; within a kind by key. */
    public static final Comparator<String> REMOVALS =
            Comparator.comparingInt((String key) -> -rank(key)).thenComparing(Comparator.naturalOrder());

    /** Rank of a key of no known kind: nothing of ours depends on it. */
    static final int LAST_RANK = DEPENDENCIES_FIRST.size();

    private RecordOrder() {}

    /** 0 for what depends on nothing, more for what depends on lower ranks. */
    static int rank(String key) {
        for (int i = 0; i < DEPENDENCIES_FIRST.size(); i++) {
            if (key.startsWith(DEPENDENCIES_FIRST.get(i))) {
                return i;
            }
        }
        return LAST_RANK;
    }

    /** As {@link #rank(String)} of the record's key. */
    static int rank(ShardRecord record) {
        return switch (record) {
            case IpSetBucket bucket -> 0;
            case PolicyRules policy -> 1;
            case ProfileRules profile -> 2;
            case RuleSet ruleSet -> 3;
            case ShardEndpoint endpoint -> 4;
            case Progress progress -> LAST_RANK;
        };
    }
}
