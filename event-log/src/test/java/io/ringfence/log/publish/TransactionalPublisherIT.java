package io.ringfence.log.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.testkit.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class TransactionalPublisherIT {
    @TempDir
    static Path data;

    private static EmbeddedKafka broker;

    private final List<AutoCloseable> open = new ArrayList<>();
    private String topic;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(data, FreePort.next());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void createTopic(TestInfo test) throws Exception {
        topic = test.getTestMethod().orElseThrow().getName();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(2), Optional.of((short) 1))))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    private TransactionalPublisher publisher(String id) {
        TransactionalPublisher publisher = TransactionalPublisher.open(broker.bootstrapServers(), topic + id);
        open.add(publisher);
        return publisher;
    }

    private KafkaConsumer<String, String> consumer(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>();
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", false);
        settings.putAll(more);
        KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
        open.add(consumer);
        return consumer;
    }

    private ProducerRecord<String, byte[]> record(String value) {
        return new ProducerRecord<>(topic, 0, "key", value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Everything committed, up to the end of the log as it is now. A commit is acknowledged before its mark stands in the log, and a
     * reader of committed records would take the end for an earlier one until then.
     */
    private List<String> committed() {
        TopicPartition partition = new TopicPartition(topic, 0);
        KafkaConsumer<String, String> everything = consumer(Map.of("isolation.level", "read_uncommitted"));
        KafkaConsumer<String, String> consumer = consumer(Map.of());
        consumer.assign(List.of(partition));
        long end = everything.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        List<String> values = new ArrayList<>();
        consumer.seekToBeginning(List.of(partition));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            return consumer.position(partition) >= end;
        });
        return values;
    }

    @Test
    void aBatchIsThereInOrderOnceItIsCommitted() {
        List<ProducerRecord<String, byte[]>> batch =
                IntStream.range(0, 5_000).mapToObj(i -> record("v" + i)).toList();
        assertThat(publisher("").publish(batch)).isEqualTo(new PublishOutcome.Committed());
        assertThat(committed())
                .isEqualTo(IntStream.range(0, 5_000).mapToObj(i -> "v" + i).toList());
    }

    @Test
    void anEmptyBatchIsCommittedAndNothingIsWritten() {
        assertThat(publisher("").publish(List.of())).isEqualTo(new PublishOutcome.Committed());
        assertThat(committed()).isEmpty();
    }

    @Test
    void theOlderOfTwoPublishersWithOneIdIsFencedAndItsBatchIsAbsent() {
        TransactionalPublisher older = publisher("");
        assertThat(older.publish(List.of(record("older")))).isInstanceOf(PublishOutcome.Committed.class);
        TransactionalPublisher newer = publisher("");
        assertThat(older.publish(List.of(record("too late")))).isInstanceOf(PublishOutcome.Fenced.class);
        assertThat(newer.publish(List.of(record("newer")))).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(committed()).containsExactly("older", "newer");
        assertThatThrownBy(() -> older.publish(List.of(record("again")))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRecordThatCanNeverBeSentRefusesTheWholeBatchAndThePublisherGoesOn() {
        TransactionalPublisher publisher = publisher("");
        ProducerRecord<String, byte[]> large = new ProducerRecord<>(topic, 0, "key", new byte[9 << 20]);
        assertThat(publisher.publish(List.of(record("before"), large))).isInstanceOf(PublishOutcome.Refused.class);
        assertThat(publisher.publish(List.of(record("after")))).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(committed()).containsExactly("after");
    }

    @Test
    void offsetsOfTheGroupAreCommittedWithTheBatch() {
        TopicPartition partition = new TopicPartition(topic, 0);
        KafkaConsumer<String, String> member = member();
        GroupOffsets offsets =
                new GroupOffsets(member.groupMetadata(), Map.of(partition, new OffsetAndMetadata(7, "rev 57")));
        assertThat(publisher("").publish(List.of(record("a")), offsets)).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(member.committed(java.util.Set.of(partition)).get(partition))
                .isEqualTo(new OffsetAndMetadata(7, "rev 57"));
    }

    @Test
    void aMemberThatTheGroupHasLeftBehindCannotPublishButItsPublisherGoesOn() {
        TopicPartition partition = new TopicPartition(topic, 0);
        KafkaConsumer<String, String> member = member();
        GroupOffsets stale = new GroupOffsets(member.groupMetadata(), Map.of(partition, new OffsetAndMetadata(1)));
        member.unsubscribe();
        member();
        TransactionalPublisher publisher = publisher("");
        assertThat(publisher.publish(List.of(record("stale")), stale)).isInstanceOf(PublishOutcome.OwnershipLost.class);
        assertThat(publisher.publish(List.of(record("own")))).isInstanceOf(PublishOutcome.Committed.class);
        assertThat(committed()).containsExactly("own");
    }

    /** A member of the test's group, with its partitions assigned. */
    private KafkaConsumer<String, String> member() {
        KafkaConsumer<String, String> member = consumer(Map.of("group.id", topic, "group.protocol", "consumer"));
        member.subscribe(List.of(topic));
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            member.poll(Duration.ofMillis(100));
            return !member.assignment().isEmpty();
        });
        return member;
    }

    @Test
    void whileTheBrokerIsAwayABatchIsAbortedOrInDoubtAndNeverHalfThere() throws Exception {
        TransactionalPublisher publisher = publisher("");
        assertThat(publisher.publish(List.of(record("before")))).isInstanceOf(PublishOutcome.Committed.class);
        int port = broker.port();
        broker.close();
        PublishOutcome away;
        try {
            CompletableFuture<PublishOutcome> publishing =
                    CompletableFuture.supplyAsync(() -> publisher.publish(List.of(record("x"), record("y"))));
            away = publishing.get(2, TimeUnit.MINUTES);
        } finally {
            broker = EmbeddedKafka.start(data, port);
        }
        assertThat(away).isInstanceOfAny(PublishOutcome.Aborted.class, PublishOutcome.InDoubt.class);
        TransactionalPublisher next = away instanceof PublishOutcome.Aborted ? publisher : publisher("");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> next.publish(List.of(record("after"))) instanceof PublishOutcome.Committed);
        assertThat(committed()).isIn(List.of("before", "after"), List.of("before", "x", "y", "after"));
    }
}
