package io.ringfence.compiler.publish;

import io.ringfence.log.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What shards hold on the topic when this instance takes them over.
 *
 * @param records by shard, by key: the value
 * @param ends by shard: the offset after the last record read
 */
record ReadBack(Map<Integer, Map<String, byte[]>> records, Map<Integer, Long> ends) {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Reads partitions to their end. Blocks; throws a Kafka exception when the brokers do not answer for a minute. */
    static ReadBack of(String bootstrap, Collection<Integer> shards) {
        List<TopicPartition> partitions = shards.stream()
                .map(shard -> new TopicPartition(Topics.RULESETS, shard))
                .toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            DeadWriters.fence(admin, partitions);
        }
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GroupMember.GROUP,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            // A former owner whose transaction has passed the group's check may still commit. The group does not tell
            // its offsets
            // before such a transaction has ended, so after this there is none.
            consumer.committed(Set.copyOf(partitions));
            return read(consumer, partitions);
        }
    }

    private static ReadBack read(KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        Map<Integer, Map<String, byte[]>> records = new HashMap<>();
        Map<Integer, Long> ends = new HashMap<>();
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
        consumer.seekToBeginning(partitions);
        for (TopicPartition partition : partitions) {
            records.put(partition.partition(), new HashMap<>());
            ends.put(partition.partition(), last.getOrDefault(partition, 0L));
        }
        Set<TopicPartition> behind = new HashSet<>(partitions);
        behind.removeIf(partition -> consumer.position(partition) >= last.getOrDefault(partition, 0L));
        while (!behind.isEmpty()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Map<String, byte[]> shard = records.getOrDefault(record.partition(), new HashMap<>());
                if (record.value() == null) {
                    shard.remove(record.key());
                } else {
                    shard.put(record.key(), record.value());
                }
            }
            behind.removeIf(partition -> consumer.position(partition) >= last.getOrDefault(partition, 0L));
        }
        return new ReadBack(records, ends);
    }
}
