package io.ringfence.e2e.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Distributed;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.deploy.ServiceProcess;
import io.ringfence.e2e.net.Host;
import io.ringfence.e2e.net.Network;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        Set<ResourceKey> keys = Agreement.byKey(gateway.everything()).keySet();
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
        assertThat(Agreement.byKey(gateway.everything())).isEqualTo(changes.stored());
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
        Agreement agreement = new Agreement(gateway, ringfence.store(), ringfence.kafka(), HOSTS);
        kernelsAreAsIfProgrammedFromNothing(agreement.check(expected));
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
                KernelImage.awaitSame(host.name(), host.netns(), twin.netns(), LIMIT);
            }
            agents.forEach(ServiceProcess::close);
        }
    }
}
