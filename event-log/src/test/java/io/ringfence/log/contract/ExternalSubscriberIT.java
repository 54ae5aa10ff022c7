package io.ringfence.log.contract;

import static io.ringfence.testkit.Criteria.*;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.publish.PublishOutcome;
import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.TopicSetup;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.testkit.Given;
import java.io.BufferedReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that nobody here wrote reads the topic with the command line that {@code docs/SUBSCRIBING.md} gives. */
@Timeout(180)
final class ExternalSubscriberIT {
    private static final Instant TIME = Instant.parse("2026-11-22T08:30:00Z");
    private static final Policy POLICY = Given.policy("db")
            .selects("role == 'db'")
            .allow(tcp(3306), from("role == 'web'"))
            .build();
    private static final Policy CHANGED =
            Given.policy("db").selects("role == 'db'").order(5).allow(tcp(3307)).build();
    private static final Profile PROFILE =
            Given.profile("dev/ops").tagged("ops").allowOut().build();

    private static EmbeddedKafka broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.startTemporary();
        TopicSetup.ensure(broker.bootstrapServers(), TopicSettings.singleBroker(1));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void kcatFindsTheRightEventsInOrderBeforeAndAfterItsStart() throws Exception {
        List<ProducerRecord<String, byte[]>> first = List.of(
                written(ResourceEvent.Type.CREATED, POLICY, 57, false),
                written(ResourceEvent.Type.CREATED, PROFILE, 57, true));
        List<ProducerRecord<String, byte[]>> second = List.of(written(ResourceEvent.Type.UPDATED, CHANGED, 58, true));
        List<ProducerRecord<String, byte[]>> third = List.of(deleted(PROFILE.key(), 60));
        try (TransactionalPublisher publisher = TransactionalPublisher.open(broker.bootstrapServers(), "store")) {
            publish(publisher, first);
            giveUp(written(ResourceEvent.Type.UPDATED, POLICY, 58, true));
            publish(publisher, second);
            Process kcat = kcat();
            try {
                BufferedReader output = kcat.inputReader(UTF_8);
                List<String> lines = new ArrayList<>();
                read(output, lines, 3);
                publish(publisher, third);
                read(output, lines, 4);
                List<String> expected = new ArrayList<>();
                first.forEach(record -> expected.add(line(record)));
                second.forEach(record -> expected.add(line(record)));
                third.forEach(record -> expected.add(line(record)));
                assertThat(lines.stream().map(line -> line.substring(line.indexOf(' ') + 1)))
                        .isEqualTo(expected);
                assertThat(lines.stream().map(line -> Long.valueOf(line.substring(0, line.indexOf(' ')))))
                        .isSorted()
                        .doesNotHaveDuplicates();
            } finally {
                kcat.destroyForcibly();
            }
        }
    }

    /** The documented command, word for word. */
    private static Process kcat() throws Exception {
        String command = Documents.text("SUBSCRIBING.md")
                .lines()
                .filter(line -> line.startsWith("kcat "))
                .findFirst()
                .orElseThrow();
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + command).redirectErrorStream(true);
        builder.environment().put("RINGFENCE_KAFKA", broker.bootstrapServers());
        return builder.start();
    }

    private static void read(BufferedReader output, List<String> lines, int count) throws Exception {
        while (lines.size() < count) {
            String line = output.readLine();
            assertThat(line).as("kcat ended after %s", lines).isNotNull();
            lines.add(line);
        }
    }

    /** As the documented format prints it, without the offset. */
    private static String line(ProducerRecord<String, byte[]> record) {
        String headers = StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
                .collect(Collectors.joining(","));
        int length = record.value() == null ? -1 : record.value().length;
        String value = record.value() == null ? "" : new String(record.value(), UTF_8);
        return record.key() + " " + headers + " " + length + " " + value;
    }

    private static void publish(TransactionalPublisher publisher, List<ProducerRecord<String, byte[]>> batch) {
        assertThat(publisher.publish(batch)).isEqualTo(new PublishOutcome.Committed());
    }

    /** A transaction that is aborted: it stands on the topic, and nobody may see it. */
    private static void giveUp(ProducerRecord<String, byte[]> record) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "other"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            assertThat(producer.send(record)
                            .get(30, java.util.concurrent.TimeUnit.SECONDS)
                            .topic())
                    .isEqualTo(Topics.EVENTS);
            producer.abortTransaction();
        }
    }

    private static ProducerRecord<String, byte[]> written(
            ResourceEvent.Type type, Resource resource, long revision, boolean last) {
        return event(type, resource.key(), resource, revision, last);
    }

    private static ProducerRecord<String, byte[]> deleted(ResourceKey key, long revision) {
        return event(ResourceEvent.Type.DELETED, key, null, revision, true);
    }

    private static ProducerRecord<String, byte[]> event(
            ResourceEvent.Type type, ResourceKey key, @Nullable Resource resource, long revision, boolean last) {
        return ResourceEventCodec.encode(new ResourceEvent(
                type, key, resource, new Revision(revision), TIME.plus(Duration.ofSeconds(revision)), last));
    }
}
