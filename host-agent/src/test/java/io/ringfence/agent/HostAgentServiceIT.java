package io.ringfence.agent;

import static io.ringfence.agent.Shard.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.agent.AgentSettings.BackendChoice;
import io.ringfence.agent.AgentSettings.Dataplane;
import io.ringfence.agent.docker.DockerSettings;
import io.ringfence.agent.gateway.GatewayAccess;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.RenderSettings.EndpointToHost;
import io.ringfence.agent.report.HostReport;
import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.log.publish.PublishOutcome;
import io.ringfence.log.publish.TransactionalPublisher;
import io.ringfence.log.record.HostStatus;
import io.ringfence.log.record.HostStatusCodec;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRecordCodec;
import io.ringfence.log.shard.Shards;
import io.ringfence.log.tail.TailListener;
import io.ringfence.log.tail.TopicTail;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.TopicSetup;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.rule.Action;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** From records on a real topic to rules in a real kernel and a report; then without the log. */
@ExtendWith(VertxExtension.class)
final class HostAgentServiceIT {
    private static final int SHARDS = 4;
    private static final List<io.ringfence.log.record.ShardRule> ALL = List.of(rule(Action.ALLOW));

    @TempDir
    Path data;

    private AgentSettings settings(String kafka, World world) {
        return new AgentSettings(
                kafka,
                Shard.HOST,
                0,
                "127.0.0.1",
                data,
                SHARDS,
                1,
                Dataplane.IPTABLES,
                BackendChoice.NFT,
                world.host,
                "cali",
                EndpointToHost.DROP,
                "ffff0000",
                Placement.INSERT,
                Duration.ofSeconds(90),
                GatewayAccess.of("http://127.0.0.1:8080"),
                DockerSettings.off());
    }

    private static void publish(TransactionalPublisher publisher, Shard shard) {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (ShardRecord record : shard.records()) {
            records.add(ShardRecordCodec.put(Shards.shardOf(Shard.HOST, SHARDS), record));
        }
        assertThat(publisher.publish(records)).isInstanceOf(PublishOutcome.Committed.class);
    }

    private static HostAgentService start(Vertx vertx, AgentSettings settings) throws Exception {
        return HostAgentService.start(vertx, settings)
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    private static void stop(HostAgentService service) throws Exception {
        service.stop().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aPublishedShardIsEnforcedReportedAndSurvivesALostLog(Vertx vertx) throws Exception {
        Newest newest = new Newest();
        try (World world = new World();
                EmbeddedKafka kafka = EmbeddedKafka.startTemporary()) {
            String bootstrap = kafka.bootstrapServers();
            TopicSetup.ensure(bootstrap, TopicSettings.singleBroker(SHARDS));
            try (TransactionalPublisher publisher = TransactionalPublisher.open(bootstrap, "test");
                    TopicTail reports =
                            TopicTail.start(bootstrap, new TopicPartition(Topics.STATUS, 0), Runnable::run, newest)) {
                assertThat(reports.age()).isEmpty();
                HostAgentService service = start(vertx, settings(bootstrap, world));
                assertThat(world.output("iptables-nft-save")).doesNotContain("rf-");
                publish(
                        publisher,
                        Shard.shard()
                                .profile("open", ALL, ALL)
                                .endpoint("cali1", List.of(), List.of("open"), "10.65.0.1/32")
                                .progress(7));
                await().atMost(30, TimeUnit.SECONDS)
                        .until(() -> newest.status.realized().equals(new Revision(7)));
                assertThat(newest.status.state()).isEqualTo(HostStatus.State.READY);
                assertThat(newest.status.endpoints()).hasSize(1).allMatch(HostStatus.EndpointStatus::programmed);
                assertThat(world.output("iptables-nft-save")).contains("-A rf-tw-cali1", "-A rf-pri-open");
                assertThat(world.output("ip6tables-nft-save")).contains("-A rf-tw-cali1", "-A rf-pri-open");
                await().atMost(30, TimeUnit.SECONDS).until(() -> data.toFile().list().length > 0);
                stop(service);
                await().atMost(30, TimeUnit.SECONDS).until(() -> newest.status.state() == HostStatus.State.STOPPED);
            }
            assertThat(world.output("iptables-nft-save")).contains("-A rf-tw-cali1");
        }
        // The machine has been started anew, and the log is out of reach.
        try (World rebooted = new World()) {
            HostAgentService service = start(vertx, settings("127.0.0.1:1", rebooted));
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> rebooted.output("iptables-nft-save").contains("-A rf-tw-cali1"));
            assertThat(service.agent().state()).isNotEqualTo(HostStatus.State.READY);
            stop(service);
        }
    }

    /** Keeps the newest report. */
    private static final class Newest implements TailListener {
        volatile HostStatus status = new HostReport(Shard.HOST).status(Instant.EPOCH);

        @Override
        public void records(List<ConsumerRecord<String, byte[]>> records) {
            ConsumerRecord<String, byte[]> last = records.getLast();
            status = HostStatusCodec.decode(last.key(), last.value());
        }

        @Override
        public void inSync() {
            // Nothing waits for it.
        }

        @Override
        public void failed(RuntimeException cause) {
            throw cause;
        }
    }
}
