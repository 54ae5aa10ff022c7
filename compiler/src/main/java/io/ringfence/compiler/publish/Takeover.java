package io.ringfence.compiler.publish;

import io.ringfence.compiler.emit.RecordOrder;
import io.ringfence.compiler.emit.ShardDelta;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRecordCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to write to a shard that was taken over, so that it holds what it must. */
final class Takeover {
    private Takeover() {}

    /**
     * Leaves out what is there already, byte for byte, and removes what must not be there.
     *
     * @param wanted everything the shard must hold
     * @param found what it holds, {@code progress} included
     */
    static ShardDelta difference(ShardDelta wanted, Map<String, byte[]> found) {
        Set<String> wantedKeys = new HashSet<>();
        List<ShardRecord> puts = new ArrayList<>();
        for (ShardRecord record : wanted.puts()) {
            wantedKeys.add(record.key());
            if (!Arrays.equals(ShardRecordCodec.encode(record), found.get(record.key()))) {
                puts.add(record);
            }
        }
        List<String> removals = new ArrayList<>();
        for (String key : found.keySet()) {
            if (!wantedKeys.contains(key) && !key.equals(Progress.KEY)) {
                removals.add(key);
            }
        }
        removals.sort(RecordOrder.REMOVALS);
        return new ShardDelta(wanted.shard(), puts, removals);
    }
}
