package io.ringfence.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.compiler.scratch.FromScratch;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRecordCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/**
 * Whether the store, the gateway's view, both topics and the hosts' reports say one thing.
 *
 * @param store address of a policy-store
 * @param kafka bootstrap servers
 * @param hosts how many report
 */
public record Agreement(GatewayClient gateway, URI store, String kafka, int hosts) {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    /** Waits until all hosts hold the last change, compares, and returns its revision. */
    public Revision check(Map<ResourceKey, Resource> expected) {
        JsonNode snapshot = stored();
        Map<ResourceKey, Resource> stored = new HashMap<>();
        for (JsonNode item : snapshot.path("items")) {
            Resource resource = decode(item.path("resource"));
            stored.put(resource.key(), resource);
        }
        assertThat(stored).as("the store").isEqualTo(expected);

        Awaitility.await("the gateway's view")
                .atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(byKey(gateway.everything())).isEqualTo(expected));
        // Not the snapshot's revision: an election since the last change has raised it, and no host hears of elections.
        Revision revision = gateway.revision();
        gateway.awaitRealized(revision, hosts, LIMIT);
        assertThat(byKey(events())).as("policy.events").isEqualTo(expected);

        List<Map<String, ConsumerRecord<String, byte[]>>> shards = TopicImage.read(kafka, Topics.RULESETS);
        for (int shard = 0; shard < shards.size(); shard++) {
            Map<String, ShardRecord> records = new TreeMap<>();
            shards.get(shard).forEach((key, record) -> records.put(key, ShardRecordCodec.decode(key, record.value())));
            records.remove(Progress.KEY);
            assertThat(records)
                    .as("shard %d of policy.rulesets", shard)
                    .isEqualTo(new TreeMap<>(FromScratch.shard(expected.values(), shard, shards.size())));
        }
        return revision;
    }

    private JsonNode stored() {
        try (GatewayClient client = new GatewayClient(store)) {
            return Awaitility.await()
                    .atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> client.get("/internal/snapshot"), answer -> answer.status() == 200)
                    .json();
        }
    }

    private List<Resource> events() {
        List<Resource> resources = new ArrayList<>();
        for (var partition : TopicImage.read(kafka, Topics.EVENTS)) {
            for (ConsumerRecord<String, byte[]> record : partition.values()) {
                Resource resource = ResourceEventCodec.decode(record).resource();
                assertThat(resource).isNotNull();
                resources.add(ResourceJson.decode(record.value()));
            }
        }
        return resources;
    }

    private static Resource decode(JsonNode tree) {
        return ResourceJson.decode(tree.toString().getBytes(StandardCharsets.UTF_8));
    }

    static Map<ResourceKey, Resource> byKey(List<Resource> resources) {
        Map<ResourceKey, Resource> byKey = new HashMap<>();
        resources.forEach(resource -> byKey.put(resource.key(), resource));
        return byKey;
    }
}
