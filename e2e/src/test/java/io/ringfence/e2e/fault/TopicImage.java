package io.ringfence.e2e.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a compacted topic says now: of each partition the last record of each key, tombstones left out, committed transactions only. */
public final class TopicImage {
    private TopicImage() {}

    /** By partition, then key. */
    public static List<Map<String, ConsumerRecord<String, byte[]>>> read(String bootstrap, String topic) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            List<Map<String, ConsumerRecord<String, byte[]>>> image = new ArrayList<>();
            for (var info : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
                image.add(new TreeMap<>());
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (!ends.isEmpty()) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    Map<String, ConsumerRecord<String, byte[]>> partition = image.get(record.partition());
                    if (record.value() == null) {
                        partition.remove(record.key());
                    } else {
                        partition.put(record.key(), record);
                    }
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            return image;
        }
    }
}
