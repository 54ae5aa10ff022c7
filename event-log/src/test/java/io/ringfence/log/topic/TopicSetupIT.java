package io.ringfence.log.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringfence.kafka.EmbeddedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TopicSetupIT {
    private static final List<String> ALL = List.of(Topics.EVENTS, Topics.RULESETS, Topics.STATUS);

    private static final Duration SOON = Duration.ofSeconds(60);

    private static EmbeddedKafka broker;
    private static Admin admin;

    @BeforeAll
    static void start() {
        broker = EmbeddedKafka.startTemporary();
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    /** The controller knows at once what exists; the broker that lists hears of it a moment later. */
    @AfterEach
    void removeTopics() throws Exception {
        for (String topic : ALL) {
            try {
                admin.deleteTopics(List.of(topic)).all().get();
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
            }
        }
        Awaitility.await()
                .atMost(SOON)
                .until(() -> admin.listTopics().names().get().isEmpty());
    }

    private static int ensure(int shards) {
        return TopicSetup.ensure(broker.bootstrapServers(), TopicSettings.singleBroker(shards));
    }

    private static int partitions(String topic) {
        return Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> admin.describeTopics(ALL).allTopicNames().get().get(topic), Objects::nonNull)
                .partitions()
                .size();
    }

    private static Map<String, String> config(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(
                        () -> admin.describeConfigs(List.of(resource))
                                .all()
                                .get()
                                .get(resource),
                        Objects::nonNull);
        return config.entries().stream()
                .collect(java.util.stream.Collectors.toMap(entry -> entry.name(), entry -> entry.value()));
    }

    private static void create(String topic, int partitions, Map<String, String> configs) throws Exception {
        admin.createTopics(
                        List.of(new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1)).configs(configs)))
                .all()
                .get();
    }

    @Test
    void theTopicsHaveTheSettingsOfTheDesign() throws Exception {
        assertThat(ensure(4)).isEqualTo(4);
        assertThat(partitions(Topics.EVENTS)).isEqualTo(1);
        assertThat(partitions(Topics.RULESETS)).isEqualTo(4);
        assertThat(partitions(Topics.STATUS)).isEqualTo(1);
        for (String topic : ALL) {
            assertThat(config(topic))
                    .containsEntry("cleanup.policy", "compact")
                    .containsEntry("delete.retention.ms", "86400000")
                    .containsEntry("min.compaction.lag.ms", topic.equals(Topics.STATUS) ? "0" : "3600000")
                    .containsEntry("max.message.bytes", "8388608")
                    .containsEntry("min.insync.replicas", "1");
        }
    }

    @Test
    void whatExistsStaysAndTellsTheNumberOfShards() {
        assertThat(ensure(3)).isEqualTo(3);
        assertThat(ensure(3)).isEqualTo(3);
        assertThat(ensure(16)).isEqualTo(3);
    }

    @Test
    void severalServicesMayStartAtOnce() throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Callable<Integer>> services =
                    List.of(() -> ensure(5), () -> ensure(5), () -> ensure(5), () -> ensure(5));
            for (var each : executor.invokeAll(services)) {
                assertThat(each.get()).isEqualTo(5);
            }
        }
    }

    @Test
    void everyWrongSettingOfAnExistingTopicIsSaid() throws Exception {
        create(Topics.EVENTS, 2, Map.of("cleanup.policy", "delete", "delete.retention.ms", "1000"));
        create(Topics.RULESETS, 7, Map.of("cleanup.policy", "compact", "max.message.bytes", "1000000"));
        TopicSettingsException wrong = catchThrowableOfType(TopicSettingsException.class, () -> ensure(4));
        assertThat(wrong.problems())
                .contains(
                        "topic policy.events has 2 partitions and must have 1",
                        "topic policy.events has cleanup.policy=delete and must have compact",
                        "topic policy.events has delete.retention.ms=1000 and must have at least 86400000",
                        "topic policy.events has min.compaction.lag.ms=0 and must have at least 3600000",
                        "topic policy.rulesets has max.message.bytes=1000000 and must have at least 8388608")
                .noneMatch(problem -> problem.startsWith("topic policy.status"))
                .noneMatch(problem -> problem.contains("policy.rulesets has 7"));
        assertThat(config(Topics.EVENTS)).containsEntry("cleanup.policy", "delete");
    }

    @Test
    void aTopicThatCompactsAndDeletesIsRefused() throws Exception {
        ensure(1);
        admin.deleteTopics(List.of(Topics.EVENTS)).all().get();
        Awaitility.await().atMost(SOON).ignoreExceptions().until(() -> {
            create(Topics.EVENTS, 1, Map.of("cleanup.policy", "compact,delete"));
            return true;
        });
        TopicSettingsException wrong = catchThrowableOfType(TopicSettingsException.class, () -> ensure(1));
        assertThat(wrong.problems())
                .contains("topic policy.events has cleanup.policy=compact,delete and must have compact");
    }

    @Test
    void fewerCopiesThanAskedForAreRefused() {
        ensure(1);
        TopicSettingsException wrong = catchThrowableOfType(
                TopicSettingsException.class,
                () -> TopicSetup.ensure(broker.bootstrapServers(), new TopicSettings(1, 3)));
        assertThat(wrong.problems())
                .contains(
                        "topic policy.status has replication 1 and must have at least 3",
                        "topic policy.status has min.insync.replicas=1 and must have at least 2");
    }
}
