package io.ringfence.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.fault.KernelImage;
import io.ringfence.e2e.fault.TopicImage;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.log.shard.Shards;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.testkit.Given;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Gives the topic more partitions, in the steps of {@code docs/OPERATIONS.md}. */
class ShardsIT {
    private static final int HOSTS = 4;
    private static final int BEFORE = 8;
    private static final int AFTER = 13;

    @Test
    void hostsMoveToTheirNewShardsAndNoKernelLosesARule() {
        try (Fleet fleet = new Fleet(HOSTS)) {
            fleet.change(Fleet.oneWorkloadEach(HOSTS), List.of());
            Map<String, KernelImage> before = fleet.kernels();
            assertThat(shardsByHost(fleet)).hasSize(BEFORE);
            assertThat(moving()).as("hosts that change their shard").isNotEmpty();

            fleet.stop("agent-");
            fleet.stop("compiler-");
            fleet.kafka(admin -> admin.createPartitions(Map.of(Topics.RULESETS, NewPartitions.increaseTo(AFTER)))
                    .all()
                    .get());
            fleet.start("compiler-");
            Awaitility.await().atMost(Fleet.LIMIT).ignoreExceptions().until(() -> owned(fleet) == AFTER);
            assertThat(fleet.kernels()).as("without agents").isEqualTo(before);

            fleet.start("agent-");
            fleet.change(List.of(Given.networkSet("nobody", Map.of("role", "none"), "192.0.2.0/24")), List.of());
            assertThat(fleet.kernels()).isEqualTo(before);
            fleet.change(List.of(Fleet.appsReach(443)), List.of());
            assertThat(fleet.kernels()).isNotEqualTo(before);

            List<Map<String, ConsumerRecord<String, byte[]>>> shards = shardsByHost(fleet);
            for (int host = 1; host <= HOSTS; host++) {
                String name = "host-" + host;
                String prefix =
                        ShardEndpoint.PREFIX + ResourceKey.of(Kind.NODE, name).path() + "/";
                for (int shard = 0; shard < AFTER; shard++) {
                    assertThat(shards.get(shard).keySet().stream().filter(key -> key.startsWith(prefix)))
                            .as("endpoints of %s in shard %d", name, shard)
                            .hasSize(shard == Shards.shardOf(name, AFTER) ? 1 : 0);
                }
            }
        }
    }

    private static List<String> moving() {
        return IntStream.rangeClosed(1, HOSTS)
                .mapToObj(host -> "host-" + host)
                .filter(name -> Shards.shardOf(name, BEFORE) != Shards.shardOf(name, AFTER))
                .toList();
    }

    private static double owned(Fleet fleet) {
        double owned = 0;
        for (String compiler : fleet.named("compiler-")) {
            Scrape scrape = Scrape.of(fleet.ringfence().address(compiler));
            assertThat(scrape.value("ringfence_compiler_shards")).isEqualTo(AFTER);
            owned += scrape.value("ringfence_compiler_shards_owned");
        }
        return owned;
    }

    private static List<Map<String, ConsumerRecord<String, byte[]>>> shardsByHost(Fleet fleet) {
        return TopicImage.read(fleet.ringfence().kafka(), Topics.RULESETS);
    }
}
