package io.ringfence.log.publish;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets that become the group's together with a batch, so that a member which the group has left behind cannot publish.
 *
 * @param member the consumer's {@code groupMetadata()} of when the partitions were owned
 * @param offsets of owned partitions; not empty
 */
public record GroupOffsets(ConsumerGroupMetadata member, Map<TopicPartition, OffsetAndMetadata> offsets) {
    public GroupOffsets {
        offsets = Map.copyOf(offsets);
        if (offsets.isEmpty()) {
            throw new IllegalArgumentException("without an offset the group does not check its member");
        }
    }
}
