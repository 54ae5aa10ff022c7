package io.ringfence.log.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.record.HostStatus;
import io.ringfence.log.record.HostStatusCodec;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.TopicSetup;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class StatusPublisherIT {
    private static final Instant TIME = Instant.parse("2026-11-22T08:30:00Z");

    private static HostStatus status(String host, long revision) {
        return new HostStatus(
                host,
                HostStatus.State.READY,
                new Revision(revision),
                new Revision(revision),
                TIME,
                TIME,
                3L,
                List.of(),
                List.of(),
                0);
    }

    private static void await(Future<?> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void reportsOfAHostArriveInOrderAndARetiredHostIsATombstone(Vertx vertx) throws Exception {
        try (EmbeddedKafka broker = EmbeddedKafka.startTemporary()) {
            TopicSetup.ensure(broker.bootstrapServers(), TopicSettings.singleBroker(1));
            StatusPublisher publisher = StatusPublisher.open(vertx, broker.bootstrapServers());
            List<Future<Void>> sent = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                sent.add(publisher.publish(status("host-1", i)));
                sent.add(publisher.publish(status("host-2", i)));
            }
            await(Future.all(sent));
            await(publisher.retire("host-2"));
            await(publisher.close());

            Map<String, List<Object>> read = read(broker.bootstrapServers());
            List<Object> expected = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                expected.add(status("host-1", i));
            }
            assertThat(read).containsEntry("host-1", expected);
            assertThat(read.get("host-2")).hasSize(51).last().isEqualTo("removed");
        }
    }

    private static Map<String, List<Object>> read(String bootstrap) {
        TopicPartition partition = new TopicPartition(Topics.STATUS, 0);
        Map<String, List<Object>> values = new HashMap<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seekToBeginning(List.of(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    values.computeIfAbsent(record.key(), ignored -> new ArrayList<>())
                            .add(
                                    record.value() == null
                                            ? "removed"
                                            : HostStatusCodec.decode(record.key(), record.value()));
                }
            }
        }
        return values;
    }
}
