package io.ringfence.log.tail;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a tail tells. Called on the tail's executor, one call at a time, in order, each call after the one before has returned. */
public interface TailListener {
    /**
     * Records in offset order, never empty. Before {@link #inSync} they are parts of one unordered set (compaction may have taken an
     * older record and left a newer one's dependent before it); afterwards they are in the order of their revisions. Tombstones have a
     * null value.
     */
    void records(List<ConsumerRecord<String, byte[]>> records);

    /** Once: every record below the end offset that was seen at the start has been handed over, and none above it. */
    void inSync();

    /**
     * At most once, as the last call: the tail has ended, because the log was cut off below the reader's position, the reader was away
     * for longer than removals are kept, or a call above threw. What the listener holds can be wrong from here on; start again from
     * nothing.
     */
    void failed(RuntimeException cause);
}
