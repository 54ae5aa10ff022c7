package io.ringfence.containers;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** One etcd with the limits that policy-store wants. Containers of its network reach it as {@code http://etcd:2379}. */
public final class EtcdContainer extends GenericContainer<EtcdContainer> {
    static final String INSIDE = "http://etcd:2379";
    private static final int PORT = 2379;

    public EtcdContainer(Network network) {
        super(RingfenceImages.of("etcd"));
        withImagePullPolicy(image -> false);
        withNetwork(network);
        withNetworkAliases("etcd");
        withExposedPorts(PORT);
        waitingFor(Wait.forHttp("/health").forPort(PORT));
    }

    /** For clients on this machine. */
    public URI endpoint() {
        return URI.create("http://" + getHost() + ":" + getMappedPort(PORT));
    }
}
