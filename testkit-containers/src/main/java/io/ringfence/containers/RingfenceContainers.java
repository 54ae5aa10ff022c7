package io.ringfence.containers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;

/**
 * All of Ringfence: etcd, Kafka, a policy-store, a compiler, the gateway, and an agent for each host named. One thread at a time.
 *
 * <pre>{@code
 * try (RingfenceContainers ringfence = RingfenceContainers.start("host-1")) {
 *     URI api = ringfence.api();
 *     String kafka = ringfence.kafka();
 * }
 * }</pre>
 */
public final class RingfenceContainers implements AutoCloseable {
    private final Network network = Network.newNetwork();
    private final List<GenericContainer<?>> started = new ArrayList<>();
    private final KafkaContainer kafka = new KafkaContainer(network);
    private final ServiceContainer gateway = ServiceContainer.apiGateway(network);

    private RingfenceContainers() {}

    /** Starts all and returns when all are ready; what was started is stopped when one is not. */
    public static RingfenceContainers start(String... hosts) {
        RingfenceContainers ringfence = new RingfenceContainers();
        try {
            ringfence.start(new EtcdContainer(ringfence.network));
            ringfence.start(ringfence.kafka);
            ringfence.start(ServiceContainer.policyStore(ringfence.network));
            ringfence.start(ServiceContainer.compiler(ringfence.network));
            ringfence.start(ringfence.gateway);
            for (String host : hosts) {
                ringfence.start(ServiceContainer.hostAgent(ringfence.network, host));
            }
            return ringfence;
        } catch (RuntimeException e) {
            ringfence.close();
            throw e;
        }
    }

    private void start(GenericContainer<?> container) {
        started.add(container);
        container.start();
    }

    /** Where the gateway listens. */
    public URI api() {
        return gateway.address();
    }

    /** The broker, for subscribers of {@code policy.events}. */
    public String kafka() {
        return kafka.bootstrapServers();
    }

    /** Stops and removes all, the last started first. */
    @Override
    public void close() {
        started.reversed().forEach(GenericContainer::stop);
        network.close();
    }
}
