package io.ringfence.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.compiler.scratch.FromScratch;
import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.record.Progress;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.TopicSetup;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Compilers on a real broker. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(VertxExtension.class)
class CompilerIT {
    private static final int SHARDS = 4;
    private static final long SEED = 7;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    private final GeneratedResources generated = new GeneratedResources(new Random(SEED), 4);
    private final Map<ResourceKey, Resource> state = new HashMap<>();
    private final List<CompilerService> services = new ArrayList<>();
    private final List<Process> children = new ArrayList<>();
    private EmbeddedKafka kafka;
    private TopicProbe topics;
    private Vertx vertx;

    @BeforeEach
    void startBroker(Vertx given) {
        vertx = given;
        kafka = EmbeddedKafka.startTemporary();
        TopicSetup.ensure(kafka.bootstrapServers(), TopicSettings.singleBroker(SHARDS));
        topics = new TopicProbe(kafka.bootstrapServers(), SHARDS);
    }

    @AfterEach
    void stopAll() {
        children.forEach(Process::destroyForcibly);
        services.forEach(service -> service.stop().await());
        topics.close();
        kafka.close();
    }

    @Test
    void whatIsPublishedEqualsFromScratchAndNothingIsSentTwice() {
        for (int revision = 1; revision <= 60; revision++) {
            change(3);
        }
        CompilerService service = startHere();
        assertShardsReach(60);
        assertThat(service.isReady()).isTrue();
        for (int revision = 61; revision <= 200; revision++) {
            change(1);
        }
        assertShardsReach(200);
        assertContent();

        service.stop().await();
        startHere();
        change(1);
        assertShardsReach(201);
        assertContent();
        assertThat(topics.repeats()).as("records that came again unchanged").isEmpty();
    }

    @Test
    void anotherTakesOverTheShardsOfACompilerThatIsKilled() throws IOException {
        Process child = startChild();
        change(5);
        assertShardsReach(1);
        startHere();
        await().atMost(PATIENCE).until(() -> topics.groupMembersWithShards("ringfence-compilers") == 2);
        for (int revision = 2; revision <= 150; revision++) {
            change(2);
        }
        child.destroyForcibly();
        for (int revision = 151; revision <= 300; revision++) {
            change(2);
        }
        assertShardsReach(300);
        assertContent();
        assertThat(topics.repeats()).as("records that came again unchanged").isEmpty();
    }

    private void change(int size) {
        List<ResourceDelta> batch = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            batch.add(generated.delta());
        }
        topics.commit(batch);
        GeneratedResources.apply(batch, state);
    }

    private void assertShardsReach(long revision) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(topics.progress().values())
                        .hasSize(SHARDS)
                        .extracting(Progress::revision)
                        .allMatch(reached -> reached.value() == revision));
    }

    private void assertContent() {
        for (int shard = 0; shard < SHARDS; shard++) {
            assertThat(topics.content(shard)).isEqualTo(FromScratch.shard(state.values(), shard, SHARDS));
        }
    }

    private CompilerService startHere() {
        CompilerService service = CompilerService.start(
                        vertx, new CompilerSettings(kafka.bootstrapServers(), "127.0.0.1", 0, SHARDS, 1))
                .await();
        services.add(service);
        return service;
    }

    private Process startChild() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CompilerMain.class.getName());
        builder.environment().putAll(Map.of("RINGFENCE_KAFKA", kafka.bootstrapServers(), "RINGFENCE_PORT", "0"));
        builder.redirectErrorStream(true)
                .redirectOutput(Redirect.to(folder.resolve("child.log").toFile()));
        Process child = builder.start();
        children.add(child);
        return child;
    }
}
