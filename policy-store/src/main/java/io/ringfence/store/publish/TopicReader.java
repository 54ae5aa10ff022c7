package io.ringfence.store.publish;

import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.Value;
import io.ringfence.store.history.Commit;
import io.ringfence.store.history.Events.TopicRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what is published. Blocks; owner: the publisher's thread. To be used once earlier publishers are fenced, so that the end of
 * the topic stands still.
 */
final class TopicReader implements AutoCloseable {
    private static final TopicPartition EVENTS = new TopicPartition(Topics.EVENTS, 0);

    /** Offsets to look back for a last record at first: markers of transactions stand among the records. */
    private static final long FIRST_STEP = 16;

    private static final Duration POLL = Duration.ofSeconds(1);

    /** Without a record for so long the brokers are taken for gone. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final KafkaConsumer<String, byte[]> consumer;

    TopicReader(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        Math.toIntExact(PATIENCE.toMillis()),
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(EVENTS));
    }

    /** What the whole topic says. Memory: all resources. */
    record Content(Map<ResourceKey, TopicRecord> resources, Revision published) {}

    /** The commit of the last event; {@link Commit#NONE} when nothing is published. Cost: a few records, wherever the end is. */
    Commit published() {
        long end = end();
        long begin = begin();
        long from = end;
        for (long step = FIRST_STEP; from > begin; step *= 8) {
            long to = from;
            from = Math.max(begin, end - step);
            var newest = new Consumer<ConsumerRecord<String, byte[]>>() {
                private @Nullable Commit commit;

                @Override
                public void accept(ConsumerRecord<String, byte[]> record) {
                    commit(record).ifPresent(found -> commit = found);
                }
            };
            read(from, to, newest);
            if (newest.commit != null) {
                return newest.commit;
            }
        }
        return Commit.NONE;
    }

    Content content() {
        Map<ResourceKey, TopicRecord> resources = new HashMap<>();
        Revision[] published = {Revision.NONE};
        read(begin(), end(), record -> {
            Optional<Revision> revision = commit(record).map(Commit::revision);
            revision.ifPresent(found -> published[0] = found);
            ResourceKey.parse(String.valueOf(record.key())).ifPresent(key -> {
                if (record.value() == null) {
                    resources.remove(key);
                } else {
                    resources.put(key, new TopicRecord(Value.of(record.value()), revision.orElse(Revision.NONE)));
                }
            });
        });
        return new Content(resources, published[0]);
    }

    private long begin() {
        return Objects.requireNonNull(consumer.beginningOffsets(List.of(EVENTS)).get(EVENTS));
    }

    private long end() {
        return Objects.requireNonNull(consumer.endOffsets(List.of(EVENTS)).get(EVENTS));
    }

    /** All committed records of these offsets; compaction and transactions leave holes. */
    private void read(long from, long to, Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer.seek(EVENTS, from);
        long silentSince = System.nanoTime();
        while (consumer.position(EVENTS) < to) {
            long before = consumer.position(EVENTS);
            ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : records) {
                if (record.offset() < to) {
                    each.accept(record);
                }
            }
            if (consumer.position(EVENTS) > before) {
                silentSince = System.nanoTime();
            } else if (System.nanoTime() - silentSince > PATIENCE.toNanos()) {
                throw new TimeoutException(
                        "no record of " + EVENTS + " at " + before + " for " + PATIENCE.toSeconds() + " s");
            }
        }
    }

    /** Empty when the record is none of ours. */
    private static Optional<Commit> commit(ConsumerRecord<String, byte[]> record) {
        try {
            return header(record, ResourceEventCodec.REVISION)
                    .map(text -> new Revision(Long.parseLong(text)))
                    .flatMap(revision -> header(record, ResourceEventCodec.TIME)
                            .map(time -> new Commit(revision, Instant.parse(time))));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
