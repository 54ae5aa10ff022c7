package io.ringfence.log.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.publish.PublishOutcome;
import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.testkit.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

final class TopicTailIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path data;

    private static EmbeddedKafka broker;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final List<AutoCloseable> open = new ArrayList<>();
    private String topic;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedKafka.start(data, FreePort.next(), Map.of("log.cleaner.backoff.ms", "200"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void nameTopic(TestInfo test) {
        topic = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
        executor.shutdownNow();
    }

    /** What the tail told, in order; {@code IN SYNC} between the records. */
    private static final class Told implements TailListener {
        final List<String> calls = new ArrayList<>(); // guarded by this
        final List<Long> offsets = new ArrayList<>(); // guarded by this
        final Semaphore allowed = new Semaphore(Integer.MAX_VALUE / 2);

        @Override
        public void records(List<ConsumerRecord<String, byte[]>> records) {
            allowed.acquireUninterruptibly();
            synchronized (this) {
                for (ConsumerRecord<String, byte[]> record : records) {
                    calls.add(record.value() == null ? record.key() + " removed" : text(record.value()));
                    offsets.add(record.offset());
                }
            }
        }

        @Override
        public synchronized void inSync() {
            calls.add("IN SYNC");
        }

        @Override
        public synchronized void failed(RuntimeException cause) {
            calls.add("FAILED " + cause.getMessage());
        }

        synchronized List<String> calls() {
            return List.copyOf(calls);
        }

        synchronized List<Long> offsets() {
            return List.copyOf(offsets);
        }
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private Told tail() {
        Told told = new Told();
        tail(told);
        return told;
    }

    private TopicTail tail(Told told) {
        TopicTail tail = TopicTail.start(broker.bootstrapServers(), new TopicPartition(topic, 0), executor, told);
        open.add(tail);
        return tail;
    }

    private void createTopic(Map<String, String> configs) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.of((short) 1)).configs(configs)))
                    .all()
                    .get();
        }
    }

    private KafkaProducer<String, byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        settings.put("linger.ms", 0);
        KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        open.add(producer);
        return producer;
    }

    private ProducerRecord<String, byte[]> record(String key, String value) {
        return new ProducerRecord<>(topic, 0, key, value.getBytes(StandardCharsets.UTF_8));
    }

    private TransactionalPublisher publisher() {
        TransactionalPublisher publisher = TransactionalPublisher.open(broker.bootstrapServers(), topic);
        open.add(publisher);
        return publisher;
    }

    private static void awaitCalls(Told told, String... calls) {
        await().atMost(SOON).untilAsserted(() -> assertThat(told.calls()).containsExactly(calls));
    }

    @Test
    void anEmptyPartitionIsInSyncAtOnce() throws Exception {
        createTopic(Map.of());
        awaitCalls(tail(), "IN SYNC");
    }

    @Test
    void aTopicThatIsMadeLaterIsWaitedFor() throws Exception {
        Told told = tail();
        createTopic(Map.of());
        publisher().publish(List.of(record("a", "1")));
        await().atMost(SOON).until(() -> told.calls().size() == 2);
        assertThat(told.calls()).containsExactlyInAnyOrder("1", "IN SYNC");
    }

    @Test
    void whatWasThereComesBeforeInSyncAndWhatComesLaterAfterIt() throws Exception {
        createTopic(Map.of());
        TransactionalPublisher publisher = publisher();
        publisher.publish(List.of(record("a", "1"), record("b", "2")));
        Told told = tail();
        awaitCalls(told, "1", "2", "IN SYNC");
        publisher.publish(List.of(record("c", "3"), new ProducerRecord<>(topic, 0, "a", null)));
        awaitCalls(told, "1", "2", "IN SYNC", "3", "a removed");
    }

    @Test
    void markersAndAbortedTransactionsAtTheEndDoNotHoldInSyncUp() throws Exception {
        createTopic(Map.of());
        KafkaProducer<String, byte[]> producer = producer(Map.of("transactional.id", topic));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record("a", "1")).get();
        producer.commitTransaction();
        producer.beginTransaction();
        producer.send(record("b", "never")).get();
        producer.abortTransaction();
        awaitCalls(tail(), "1", "IN SYNC");
    }

    @Test
    void nothingButAbortedRecordsIsInSyncAndEmpty() throws Exception {
        createTopic(Map.of());
        KafkaProducer<String, byte[]> producer = producer(Map.of("transactional.id", topic));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record("b", "never")).get();
        producer.abortTransaction();
        awaitCalls(tail(), "IN SYNC");
    }

    @Test
    void anOpenTransactionIsAfterTheEnd() throws Exception {
        createTopic(Map.of());
        publisher().publish(List.of(record("a", "1")));
        KafkaProducer<String, byte[]> producer = producer(Map.of("transactional.id", topic + "-other"));
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(record("b", "2")).get();
        Told told = tail();
        awaitCalls(told, "1", "IN SYNC");
        producer.commitTransaction();
        awaitCalls(told, "1", "IN SYNC", "2");
    }

    @Test
    void compactionThatTookTheTailDoesNotHoldInSyncUp() throws Exception {
        createTopic(Map.of(
                "cleanup.policy", "compact",
                "segment.bytes", Integer.toString(1 << 20),
                "min.cleanable.dirty.ratio", "0.001",
                "delete.retention.ms", "0",
                "max.compaction.lag.ms", "100",
                "segment.ms", "100"));
        TransactionalPublisher publisher = publisher();
        publisher.publish(List.of(record("keep", "kept")));
        publisher.publish(List.of(record("gone", "1")));
        for (int i = 0; i < 20; i++) {
            publisher.publish(List.of(new ProducerRecord<>(topic, 0, "gone", null)));
        }
        // The newest record can stay: its segment is the active one. What matters is that those before it are gone.
        await().atMost(SOON).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            publisher.publish(List.of(new ProducerRecord<>(topic, 0, "gone", null)));
            Told told = tail();
            await().atMost(SOON).until(() -> told.calls().contains("IN SYNC"));
            assertThat(told.calls()).contains("kept").doesNotContain("1").hasSizeLessThan(12);
        });
    }

    @Test
    void aBrokerThatRestartsIsWaitedForAndNothingIsLostOrDoubled() throws Exception {
        createTopic(Map.of());
        Told told = tail();
        awaitCalls(told, "IN SYNC");
        List<String> expected = new ArrayList<>(List.of("IN SYNC"));
        KafkaProducer<String, byte[]> producer = producer(Map.of("delivery.timeout.ms", 60_000));
        for (int i = 0; i < 100; i++) {
            producer.send(record("key" + i, "before" + i)).get();
            expected.add("before" + i);
        }
        int port = broker.port();
        broker.close();
        broker = EmbeddedKafka.start(data, port, Map.of("log.cleaner.backoff.ms", "200"));
        for (int i = 0; i < 100; i++) {
            producer.send(record("key" + i, "after" + i)).get();
            expected.add("after" + i);
        }
        await().atMost(SOON).untilAsserted(() -> assertThat(told.calls()).isEqualTo(expected));
        assertThat(told.offsets()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aSlowListenerHoldsTheTailBackAndLosesNothing() throws Exception {
        createTopic(Map.of());
        int count = 20 * TopicTail.MAX_BATCH;
        KafkaProducer<String, byte[]> producer = producer(Map.of());
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(producer.send(record("key" + i, Integer.toString(i))));
        }
        for (Future<RecordMetadata> each : sent) {
            each.get();
        }
        Told told = new Told();
        told.allowed.drainPermits();
        TopicTail tail = tail(told);
        await().atMost(SOON).until(() -> tail.waiting() == TopicTail.MAX_AHEAD);
        await().atMost(SOON).until(() -> tail.lag().equals(OptionalLong.of(count)));
        told.allowed.release(Integer.MAX_VALUE / 2);
        await().atMost(SOON).until(() -> told.calls().size() == count + 1);
        await().atMost(SOON).until(() -> tail.lag().equals(OptionalLong.of(0)));
        List<String> expected = new ArrayList<>(
                IntStream.range(0, count).mapToObj(Integer::toString).toList());
        expected.add("IN SYNC");
        assertThat(told.calls()).isEqualTo(expected);
    }

    @Test
    void aListenerThatThrowsEndsTheTail() throws Exception {
        createTopic(Map.of());
        publisher().publish(List.of(record("a", "1")));
        List<String> calls = new ArrayList<>();
        open.add(TopicTail.start(broker.bootstrapServers(), new TopicPartition(topic, 0), executor, new TailListener() {
            @Override
            public void records(List<ConsumerRecord<String, byte[]>> records) {
                throw new IllegalStateException(
                        "cannot read " + text(records.getFirst().value()));
            }

            @Override
            public void inSync() {
                synchronized (calls) {
                    calls.add("IN SYNC");
                }
            }

            @Override
            public void failed(RuntimeException cause) {
                synchronized (calls) {
                    calls.add("FAILED " + cause.getMessage());
                }
            }
        }));
        await().atMost(SOON).untilAsserted(() -> {
            synchronized (calls) {
                assertThat(calls).containsExactly("FAILED cannot read 1");
            }
        });
    }

    @Test
    void aLogCutOffBelowThePositionIsAFailureAndNoSilentJump() throws Exception {
        createTopic(Map.of());
        Told told = tail();
        awaitCalls(told, "IN SYNC");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            publisher().publish(List.of(record("a", "1"), record("b", "2")));
            awaitCalls(told, "IN SYNC", "1", "2");
            admin.deleteTopics(List.of(topic)).all().get();
        }
        createTopicAgain();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(told.calls().getLast()).startsWith("FAILED"));
    }

    private void createTopicAgain() {
        await().atMost(SOON).ignoreExceptions().until(() -> {
            createTopic(Map.of());
            return true;
        });
    }

    @Test
    void ageIsThatOfTheNewestRecord() throws Exception {
        createTopic(Map.of());
        Told told = new Told();
        TopicTail tail = tail(told);
        awaitCalls(told, "IN SYNC");
        assertThat(tail.age()).isEmpty();
        assertThat(publisher().publish(List.of(record("a", "1")))).isInstanceOf(PublishOutcome.Committed.class);
        await().atMost(SOON).until(() -> tail.age().isPresent());
        assertThat(tail.age().orElseThrow()).isBetween(Duration.ZERO, SOON);
        assertThat(tail.unconfirmed()).isLessThan(SOON);
    }
}
