package io.ringfence.compiler.emit;

import io.ringfence.log.record.ShardRecord;
import java.util.List;

/**
 * What to write to one shard, in the order to write it: the puts, then the removals. Never holds a record that is already published,
 * nor {@code progress}, which the publisher adds.
 *
 * @param puts whole values, dependencies before dependents
 * @param removals keys, dependents before dependencies
 */
public record ShardDelta(int shard, List<ShardRecord> puts, List<String> removals) {
    public ShardDelta {
        puts = List.copyOf(puts);
        removals = List.copyOf(removals);
    }

    public boolean isEmpty() {
        return puts.isEmpty() && removals.isEmpty();
    }
}
