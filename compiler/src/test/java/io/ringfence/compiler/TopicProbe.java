package io.ringfence.compiler;

import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRecordCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Plays the store that feeds a compiler, and a reader of all shards that remembers everything it ever saw. */
final class TopicProbe implements AutoCloseable {
    private static final Instant COMMITTED = Instant.parse("2026-01-01T00:00:00Z");

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Admin admin;
    private final Map<Integer, Map<String, byte[]>> latest = new TreeMap<>();
    private final List<String> repeats = new ArrayList<>();
    private long revision;

    TopicProbe(String bootstrap, int shards) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, shards)
                .mapToObj(shard -> new TopicPartition(Topics.RULESETS, shard))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Publishes the next revision. */
    void commit(List<ResourceDelta> deltas) {
        revision++;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < deltas.size(); i++) {
            boolean last = i == deltas.size() - 1;
            Revision now = new Revision(revision);
            ResourceEvent event = switch (deltas.get(i)) {
                case ResourceDelta.Put(ResourceKey key, Resource resource) ->
                    new ResourceEvent(ResourceEvent.Type.UPDATED, key, resource, now, COMMITTED, last);
                case ResourceDelta.Remove(ResourceKey key) ->
                    new ResourceEvent(ResourceEvent.Type.DELETED, key, null, now, COMMITTED, last);
            };
            sent.add(producer.send(ResourceEventCodec.encode(event)));
        }
        producer.flush();
        sent.forEach(Future::resultNow);
    }

    /** How far each shard is. */
    Map<Integer, Progress> progress() {
        read();
        Map<Integer, Progress> progress = new HashMap<>();
        latest.forEach((shard, records) -> {
            byte[] value = records.get(Progress.KEY);
            if (value != null) {
                progress.put(shard, (Progress) ShardRecordCodec.decode(Progress.KEY, value));
            }
        });
        return progress;
    }

    /** What a shard holds, progress apart. */
    Map<String, ShardRecord> content(int shard) {
        read();
        Map<String, ShardRecord> content = new TreeMap<>();
        latest.getOrDefault(shard, Map.of()).forEach((key, value) -> {
            if (!key.equals(Progress.KEY)) {
                content.put(key, ShardRecordCodec.decode(key, value));
            }
        });
        return content;
    }

    /** Keys of records that came although the shard held just that. */
    List<String> repeats() {
        read();
        return repeats;
    }

    long groupMembersWithShards(String group) throws ExecutionException, InterruptedException {
        return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                .flatMap(description -> description.members().stream())
                .filter(member -> !member.assignment().topicPartitions().isEmpty())
                .count();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        consumer.close();
        admin.close(Duration.ZERO);
    }

    private void read() {
        while (true) {
            var records = consumer.poll(Duration.ofMillis(200));
            records.forEach(this::remember);
            if (records.isEmpty()) {
                return;
            }
        }
    }

    private void remember(ConsumerRecord<String, byte[]> record) {
        Map<String, byte[]> shard = latest.computeIfAbsent(record.partition(), number -> new TreeMap<>());
        byte[] before = record.value() == null ? shard.remove(record.key()) : shard.put(record.key(), record.value());
        if (Arrays.equals(before, record.value())) {
            repeats.add(record.partition() + "/" + record.key() + " at " + record.offset());
        }
    }
}
