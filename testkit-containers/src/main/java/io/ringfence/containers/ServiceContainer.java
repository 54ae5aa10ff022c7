package io.ringfence.containers;

import com.github.dockerjava.api.model.Capability;
import java.net.URI;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * One of Ringfence's services. Their settings are environment variables ({@code withEnv("RINGFENCE_...", ...)}; the README lists them), and
 * an unknown one stops the start.
 */
public final class ServiceContainer extends GenericContainer<ServiceContainer> {
    static final int STORE_PORT = 8081;

    private final int port;

    private ServiceContainer(String service, Network network, int port, String health) {
        super(RingfenceImages.of(service));
        this.port = port;
        withImagePullPolicy(image -> false);
        withNetwork(network);
        withExposedPorts(port);
        withEnv("RINGFENCE_KAFKA", KafkaContainer.INSIDE);
        waitingFor(Wait.forHttp(health).forPort(port));
    }

    /** Ready when it serves; wants the network's {@code etcd} and {@code kafka}. Others reach it as {@code policy-store:8081}. */
    public static ServiceContainer policyStore(Network network) {
        return new ServiceContainer("policy-store", network, STORE_PORT, "/readyz")
                .withNetworkAliases("policy-store")
                .withEnv("RINGFENCE_ETCD", EtcdContainer.INSIDE);
    }

    /** Ready when it has all resources; wants the network's {@code kafka}. Several share the work. */
    public static ServiceContainer compiler(Network network) {
        return new ServiceContainer("compiler", network, 8082, "/readyz");
    }

    /** Ready when it answers reads; wants the network's {@code kafka} and {@code policy-store}. Its {@link #address} is the REST API's. */
    public static ServiceContainer apiGateway(Network network) {
        return new ServiceContainer("api-gateway", network, 8080, "/readyz")
                .withEnv("RINGFENCE_STORE", "http://policy-store:" + STORE_PORT);
    }

    /**
     * The agent of a host, which is the container itself: it programs the container's own network namespace. Started when it is alive; it is
     * ready, and reports, after the first policy. Wants the network's {@code kafka}.
     *
     * @param host the name under which the host's endpoints are stored
     */
    public static ServiceContainer hostAgent(Network network, String host) {
        return new ServiceContainer("host-agent", network, 8083, "/livez")
                .withEnv("RINGFENCE_HOST", host)
                .withEnv("RINGFENCE_DATA", "/data")
                .withEnv("RINGFENCE_LISTEN", "0.0.0.0")
                .withCreateContainerCmdModifier(command -> Objects.requireNonNull(command.getHostConfig())
                        .withCapAdd(Capability.NET_ADMIN, Capability.NET_RAW));
    }

    /** Where its port is on this machine. */
    public URI address() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(port));
    }
}
