package io.ringfence.e2e.networks;

import io.ringfence.e2e.deploy.Backend;
import io.ringfence.e2e.deploy.Distributed;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.net.Command;
import io.ringfence.e2e.net.Host;
import io.ringfence.e2e.net.Network;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two hosts with an engine each, the second with the other iptables, and Ringfence as processes. The network between the hosts knows no
 * container's address until it is told where the blocks are.
 */
final class TwoHosts implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final Distributed ringfence;
    final GatewayClient gateway;
    private final Network network = Network.of(2, 0);
    private final Map<Host, HostEngine> engines = new LinkedHashMap<>();

    /**
     * Returns when all works.
     *
     * @param folder for the engines; the caller removes it
     */
    TwoHosts(Path folder) {
        try {
            network.hosts()
                    .forEach(host -> engines.put(
                            host, HostEngine.start(folder.resolve("engine-" + host.number()), host.netns())));
            ringfence = new Distributed(network.hosts(), Backend.NFT, this::agentSettings);
        } catch (RuntimeException e) {
            engines.values().forEach(HostEngine::close);
            network.close();
            throw e;
        }
        gateway = new GatewayClient(ringfence.api());
    }

    private Map<String, String> agentSettings(Host host) {
        HostEngine engine = engine(host.number());
        return Map.of(
                "RINGFENCE_BACKEND",
                (host.number() == 1 ? Backend.NFT : Backend.LEGACY).setting(),
                "RINGFENCE_DOCKER",
                "true",
                "RINGFENCE_DOCKER_PLUGINS",
                engine.plugins().toString(),
                "RINGFENCE_DOCKER_ENGINE",
                engine.socket().toString(),
                "RINGFENCE_DOCKER_RECONCILE",
                "1s",
                // A busy machine is no reason to start a container that is still closed.
                "RINGFENCE_DOCKER_JOIN_WAIT",
                "20s");
    }

    /** @param number of the host, from 1 */
    HostEngine engine(int number) {
        return List.copyOf(engines.values()).get(number - 1);
    }

    /** Creates a network on both. */
    void createNetwork(String name, String... options) {
        for (HostEngine engine : engines.values()) {
            Command.Result created = engine.createNetwork(name, options);
            if (!created.succeeded()) {
                throw new IllegalStateException("network " + name + ": " + created.output());
            }
        }
    }

    List<WorkloadEndpoint> endpoints() {
        return gateway.everything().stream()
                .filter(WorkloadEndpoint.class::isInstance)
                .<WorkloadEndpoint>map(WorkloadEndpoint.class::cast)
                .toList();
    }

    /** Waits until both kernels have what is stored. */
    void awaitRealized() {
        gateway.awaitRealized(gateway.revision(), engines.size(), LIMIT);
    }

    /** Tells the network where the blocks are, which in a data centre is a router's business. */
    void route() {
        gateway.everything().forEach(resource -> {
            if (resource instanceof IpamBlock block) {
                network.hosts().stream()
                        .filter(host -> host.name().equals(block.affinity()))
                        .forEach(host -> network.route(block.cidr().toString(), host));
            }
        });
    }

    @Override
    public void close() {
        gateway.close();
        engines.values().forEach(HostEngine::close);
        ringfence.close();
        network.close();
    }
}
