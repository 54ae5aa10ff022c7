package io.ringfence.compiler.publish;

import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
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

    /** An open transaction is given up by the brokers sooner than this. */
    private static final Duration PATIENCE = TransactionalPublisher.TRANSACTION_LIMIT.multipliedBy(3);

    /**
     * Reads partitions to their end. Blocks; throws a Kafka exception when the brokers do not answer for a minute, or the partitions
     * are not read on for half a one.
     */
    static ReadBack of(String bootstrap, Collection<Integer> shards) {
        List<TopicPartition> partitions = shards.stream()
                .map(shard -> new TopicPartition(Topics.RULESETS, shard))
                .toList();
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
                KafkaConsumer<String, byte[]> consumer = consumer(bootstrap)) {
            DeadWriters.fence(admin, partitions);
            consumer.assign(partitions);
            // A former owner whose transaction has passed the group's check may still commit. The group does not tell
            // its offsets before such a transaction has ended, so after this there is none.
            consumer.committed(Set.copyOf(partitions));
            return read(consumer, ends(admin, partitions));
        }
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
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
                new ByteArrayDeserializer());
    }

    /** Of the whole log: the mark that ends a transaction comes to each of its partitions in its own time, and may still be on its way. */
    private static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        try {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static ReadBack read(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> last) {
        Map<Integer, Map<String, byte[]>> records = new HashMap<>();
        Map<Integer, Long> ends = new HashMap<>();
        consumer.seekToBeginning(last.keySet());
        last.forEach((partition, end) -> {
            records.put(partition.partition(), new HashMap<>());
            ends.put(partition.partition(), end);
        });
        Set<TopicPartition> behind = new HashSet<>(last.keySet());
        behind.removeIf(partition -> consumer.position(partition) >= last.getOrDefault(partition, 0L));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!behind.isEmpty()) {
            ConsumerRecords<String, byte[]> some = consumer.poll(POLL);
            if (!some.isEmpty()) {
                deadline = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw new TimeoutException("a transaction on " + behind + " does not end");
            }
            for (ConsumerRecord<String, byte[]> record : some) {
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
