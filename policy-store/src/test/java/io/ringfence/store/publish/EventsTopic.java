package io.ringfence.store.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything on {@code policy.events}, as a subscriber sees it who was there from the beginning. */
final class EventsTopic implements AutoCloseable {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.EVENTS, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ResourceEvent> events = new ArrayList<>();

    EventsTopic(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "allow.auto.create.topics",
                        false,
                        "metadata.max.age.ms",
                        200),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(PARTITION));
        consumer.seekToBeginning(List.of(PARTITION));
    }

    /** Reads on until the condition holds for the last event. */
    List<ResourceEvent> awaitEvent(Predicate<ResourceEvent> condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (events.isEmpty() || !condition.test(events.getLast())) {
            assertThat(System.nanoTime()).as("still only %s", events).isLessThan(end);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                events.add(ResourceEventCodec.decode(record));
            }
        }
        return List.copyOf(events);
    }

    /** Reads on to the end as it is now. */
    List<ResourceEvent> upToNow() {
        long end =
                Objects.requireNonNull(consumer.endOffsets(List.of(PARTITION)).get(PARTITION));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.position(PARTITION) < end) {
            assertThat(System.nanoTime()).as("still only %s", events).isLessThan(until);
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                events.add(ResourceEventCodec.decode(record));
            }
        }
        return List.copyOf(events);
    }

    List<ResourceEvent> awaitRevision(Revision revision) {
        List<ResourceEvent> all =
                awaitEvent(event -> event.last() && event.revision().compareTo(revision) >= 0);
        assertThat(all.getLast().revision()).isEqualTo(revision);
        return all;
    }

    /** What every subscriber relies on. */
    static void assertWellFormed(List<ResourceEvent> events) {
        Revision open = null;
        Revision closed = Revision.NONE;
        Set<String> keys = new TreeSet<>();
        for (ResourceEvent event : events) {
            assertThat(event.revision()).as("%s", event).isGreaterThan(closed);
            if (open != null) {
                assertThat(event.revision())
                        .as("a revision is whole before the next")
                        .isEqualTo(open);
            }
            assertThat(keys.add(event.key().toString()))
                    .as("%s once a revision", event.key())
                    .isTrue();
            open = event.revision();
            if (event.last()) {
                closed = open;
                open = null;
                keys.clear();
            }
        }
        assertThat(open).as("a revision without an end").isNull();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
