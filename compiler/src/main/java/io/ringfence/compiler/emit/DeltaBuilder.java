package io.ringfence.compiler.emit;

import io.ringfence.log.record.ShardRecord;
import java.util.ArrayList;
import java.util.List;

/** Collects the changes of one shard, come in whatever order, and brings the kinds into the order of a transaction. */
final class DeltaBuilder {
    private final List<List<ShardRecord>> puts = new ArrayList<>();
    private final List<List<String>> removals = new ArrayList<>();

    DeltaBuilder() {
        for (int rank = 0; rank <= RecordOrder.LAST_RANK; rank++) {
            puts.add(new ArrayList<>());
            removals.add(new ArrayList<>());
        }
    }

    void put(ShardRecord record) {
        puts.get(RecordOrder.rank(record)).add(record);
    }

    void remove(String key) {
        removals.get(RecordOrder.rank(key)).add(key);
    }

    ShardDelta build(int shard) {
        List<ShardRecord> allPuts = new ArrayList<>();
        puts.forEach(allPuts::addAll);
        List<String> allRemovals = new ArrayList<>();
        removals.reversed().forEach(allRemovals::addAll);
        return new ShardDelta(shard, allPuts, allRemovals);
    }
}
