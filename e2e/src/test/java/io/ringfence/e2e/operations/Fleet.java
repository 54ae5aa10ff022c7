package io.ringfence.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Distributed;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.fault.KernelImage;
import io.ringfence.e2e.net.Network;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.testkit.Criteria;
import io.ringfence.testkit.Given;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.awaitility.Awaitility;

/** Hosts with agents and all services as processes, in an operator's hands. One thread. */
final class Fleet implements AutoCloseable {
    static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String NFT = "nft";

    private final Network network;
    private final Distributed ringfence;
    private final GatewayClient gateway;

    Fleet(int hosts) {
        network = Network.of(hosts, 0);
        try {
            ringfence = new Distributed(network.hosts(), Backend.NFT);
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        gateway = new GatewayClient(ringfence.api());
    }

    Distributed ringfence() {
        return ringfence;
    }

    GatewayClient gateway() {
        return gateway;
    }

    int hosts() {
        return network.hosts().size();
    }

    /** One workload on each host, with a label, and a policy for it: something of which every host's kernel holds a part. */
    static List<Resource> oneWorkloadEach(int hosts) {
        List<Resource> resources = new ArrayList<>();
        for (int host = 1; host <= hosts; host++) {
            resources.add(Given.workload("host-" + host, "w" + host)
                    .labelled("role", "app")
                    .at("10.65." + host + ".1")
                    .build());
        }
        resources.add(appsReach(80));
        return resources;
    }

    /** The policy {@code apps}: workloads reach each other at this port. */
    static Resource appsReach(int port) {
        return Given.policy("apps")
                .selects("role == 'app'")
                .allow(Criteria.tcp(port), Criteria.from("role == 'app'"))
                .build();
    }

    /** Changes, and waits until every kernel has it. */
    Revision change(List<? extends Resource> put, List<ResourceKey> remove) {
        Revision revision = gateway.change(put, remove);
        awaitEveryAgentAt(revision);
        return revision;
    }

    /** Exactly at it, also when an agent was at a later one before. */
    void awaitEveryAgentAt(Revision revision) {
        Awaitility.await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
            JsonNode hosts = gateway.get("/v1/hosts").json().path("hosts");
            assertThat(hosts).hasSize(hosts());
            for (JsonNode host : hosts) {
                assertThat(host.path("realized").asLong()).as(host.toString()).isEqualTo(revision.value());
            }
        });
    }

    /** What the kernels hold, by host. */
    Map<String, KernelImage> kernels() {
        Map<String, KernelImage> kernels = new TreeMap<>();
        network.hosts().forEach(host -> kernels.put(host.name(), KernelImage.of(host.netns(), NFT)));
        return kernels;
    }

    /** Names of processes that begin so. */
    List<String> named(String prefix) {
        return ringfence.names().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    void stop(String prefix) {
        assertThat(named(prefix)).isNotEmpty();
        named(prefix).forEach(name -> ringfence.process(name).kill());
    }

    void start(String prefix) {
        named(prefix).forEach(name -> ringfence.process(name).startAgain());
        named(prefix).forEach(name -> ringfence.process(name).awaitReady());
    }

    /** Something of the brokers' administration. */
    interface Administration {
        void apply(Admin admin) throws ExecutionException, InterruptedException;
    }

    void kafka(Administration task) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, ringfence.kafka()))) {
            task.apply(admin);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        gateway.close();
        ringfence.close();
        network.close();
    }
}
