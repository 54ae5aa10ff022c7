package io.ringfence.e2e.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.containers.RingfenceContainers;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Revision;
import io.ringfence.testkit.Given;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Somebody else's test: starts Ringfence in containers, writes, subscribes, and asks whether the host has it. */
final class EmbeddingProject {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private EmbeddingProject() {}

    public static void main(String[] arguments) {
        try (RingfenceContainers ringfence = RingfenceContainers.start("host-1");
                GatewayClient gateway = new GatewayClient(ringfence.api())) {
            Profile apps = new Profile("apps", List.of(), Map.of("role", "app"), List.of(), List.of());
            Revision revision = gateway.change(
                    List.of(
                            apps,
                            Given.workload("host-1", "w1")
                                    .at("10.65.0.1", "fd65::1")
                                    .profiles("apps")
                                    .build()),
                    List.of());
            System.out.println("event " + firstEvent(ringfence.kafka()));
            gateway.awaitRealized(revision, 1, LIMIT);
            JsonNode realized = gateway.get("/v1/realized?revision=" + revision).json();
            System.out.println("realized on " + realized.path("realized") + " of " + realized.path("live"));
        }
    }

    private static String firstEvent(String bootstrap) {
        TopicPartition events = new TopicPartition("policy.events", 0);
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(events));
            consumer.seekToBeginning(List.of(events));
            long deadline = System.nanoTime() + LIMIT.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    String type =
                            new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    if (record.key().startsWith("profile/")) {
                        return type.replace("io.ringfence.resource.", "") + " " + record.key();
                    }
                }
            }
            throw new IllegalStateException("no event within " + LIMIT);
        }
    }
}
