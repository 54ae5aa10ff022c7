package io.ringfence.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.compiler.scratch.FromScratch;
import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Distributed;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.deploy.ServiceProcess;
import io.ringfence.e2e.net.Host;
import io.ringfence.e2e.net.Network;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRecordCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services die and come back; afterwards store, topics and kernels agree exactly, and nothing acknowledged is lost. */
class FaultIT {
    private static final int CHANGES = 1_000;
    private static final long SEED = 20_261_122L;
    private static final int HOSTS = 2;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static Network network;
    private static Distributed ringfence;
    private static GatewayClient gateway;
    private static List<String> services;
    private static int twins;

    /** Once for all tests: what one of them kills, it also starts again. */
    @BeforeAll
    static void start() {
        network = Network.of(HOSTS, 0);
        ringfence = new Distributed(network.hosts(), Backend.NFT);
        gateway = new GatewayClient(ringfence.api());
        services = ringfence.names();
    }

    @BeforeEach
    void empty() {
        Set<ResourceKey> keys = byKey(gateway.everything()).keySet();
        if (!keys.isEmpty()) {
            gateway.awaitRealized(gateway.change(List.of(), keys), HOSTS, LIMIT);
        }
    }

    @AfterAll
    static void stop() {
        gateway.close();
        ringfence.close();
        network.close();
    }

    @Test
    void killingEachServiceDuringAThousandChangesLosesNothing() {
        Changes changes = new Changes(gateway, SEED);
        int between = CHANGES / (services.size() + 1);
        for (int i = 1; i <= CHANGES; i++) {
            changes.next();
            if (i % between == 0 && i / between <= services.size()) {
                ServiceProcess victim = ringfence.process(services.get(i / between - 1));
                victim.kill();
                victim.startAgain();
            }
        }
        services.forEach(name -> ringfence.process(name).awaitReady());
        everythingAgrees(changes.stored());
    }

    @Test
    void withoutEtcdWritesAreRefusedAndReadsGoOn() {
        Changes changes = new Changes(gateway, SEED);
        for (int i = 0; i < 20; i++) {
            changes.next();
        }
        Revision before = gateway.revision();
        gateway.awaitRealized(before, HOSTS, LIMIT);
        KernelImage kernel = KernelImage.of(network.hosts().getFirst().netns(), "nft");

        ringfence.process("etcd").kill();
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(gateway.tryToChange(changes.stored().values(), List.of())
                                        .status())
                                .isEqualTo(503));
        assertThat(byKey(gateway.everything())).isEqualTo(changes.stored());
        assertThat(KernelImage.of(network.hosts().getFirst().netns(), "nft")).isEqualTo(kernel);

        ringfence.process("etcd").startAgain();
        for (int i = 0; i < 20; i++) {
            changes.next();
        }
        everythingAgrees(changes.stored());
    }

    @Test
    void withoutKafkaChangesWaitAndHostsKeepEnforcing() {
        Changes changes = new Changes(gateway, SEED);
        for (int i = 0; i < 20; i++) {
            changes.next();
        }
        gateway.awaitRealized(gateway.revision(), HOSTS, LIMIT);
        KernelImage kernel = KernelImage.of(network.hosts().getFirst().netns(), "nft");

        ringfence.process("kafka").kill();
        for (int i = 0; i < 20; i++) {
            changes.next();
        }
        assertThat(KernelImage.of(network.hosts().getFirst().netns(), "nft")).isEqualTo(kernel);

        ringfence.process("kafka").startAgain();
        everythingAgrees(changes.stored());
    }

    private void everythingAgrees(Map<ResourceKey, Resource> expected) {
        JsonNode snapshot = stored();
        Map<ResourceKey, Resource> stored = new HashMap<>();
        for (JsonNode item : snapshot.path("items")) {
            Resource resource = decode(item.path("resource"));
            stored.put(resource.key(), resource);
        }
        assertThat(stored).as("the store").isEqualTo(expected);

        Revision revision = new Revision(snapshot.path("revision").asLong());
        gateway.awaitRealized(revision, HOSTS, LIMIT);
        assertThat(byKey(gateway.everything())).as("the gateway's view").isEqualTo(expected);
        assertThat(byKey(events())).as("policy.events").isEqualTo(expected);

        List<Map<String, ConsumerRecord<String, byte[]>>> shards = TopicImage.read(ringfence.kafka(), Topics.RULESETS);
        for (int shard = 0; shard < shards.size(); shard++) {
            Map<String, ShardRecord> records = new TreeMap<>();
            shards.get(shard).forEach((key, record) -> records.put(key, ShardRecordCodec.decode(key, record.value())));
            records.remove(Progress.KEY);
            assertThat(records)
                    .as("shard %d of policy.rulesets", shard)
                    .isEqualTo(new TreeMap<>(FromScratch.shard(expected.values(), shard, shards.size())));
        }
        kernelsAreAsIfProgrammedFromNothing(revision);
    }

    /** A second agent for each host, in a namespace that was empty, comes to the same rules and sets. */
    private void kernelsAreAsIfProgrammedFromNothing(Revision revision) {
        try (Network others = Network.of(HOSTS, 0)) {
            List<ServiceProcess> agents = new ArrayList<>();
            for (Host twin : others.hosts()) {
                agents.add(ringfence.startAgent("twin-" + ++twins + "-of-" + twin.name(), twin, Backend.NFT));
            }
            agents.forEach(ServiceProcess::awaitReady);
            gateway.awaitRealized(revision, HOSTS, LIMIT);
            for (int i = 0; i < HOSTS; i++) {
                Host host = network.hosts().get(i);
                Host twin = others.hosts().get(i);
                Awaitility.await()
                        .atMost(LIMIT)
                        .untilAsserted(() -> assertThat(KernelImage.of(host.netns(), "nft"))
                                .as(host.name())
                                .isEqualTo(KernelImage.of(twin.netns(), "nft")));
            }
            agents.forEach(ServiceProcess::close);
        }
    }

    private JsonNode stored() {
        GatewayClient store = new GatewayClient(ringfence.store());
        try (store) {
            return Awaitility.await()
                    .atMost(LIMIT)
                    .ignoreExceptions()
                    .until(() -> store.get("/internal/snapshot"), answer -> answer.status() == 200)
                    .json();
        }
    }

    private List<Resource> events() {
        List<Resource> resources = new ArrayList<>();
        for (var partition : TopicImage.read(ringfence.kafka(), Topics.EVENTS)) {
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

    private static Map<ResourceKey, Resource> byKey(List<Resource> resources) {
        Map<ResourceKey, Resource> byKey = new HashMap<>();
        resources.forEach(resource -> byKey.put(resource.key(), resource));
        return byKey;
    }
}
