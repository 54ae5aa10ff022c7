package io.ringfence.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;

/** One KRaft broker. Containers of its network reach it as {@code kafka:9092}, clients on this machine at {@link #bootstrapServers}. */
public final class KafkaContainer extends GenericContainer<KafkaContainer> {
    static final String INSIDE = "kafka:9092";
    private static final int OUTSIDE_PORT = 19_092;

    private final int port = freePort();

    public KafkaContainer(Network network) {
        super(RingfenceImages.of("kafka"));
        withImagePullPolicy(image -> false);
        withNetwork(network);
        withNetworkAliases("kafka");
        addFixedExposedPort(port, OUTSIDE_PORT);
        withEnv("KAFKA_OUTSIDE", bootstrapServers());
        waitingFor(Wait.forListeningPorts(OUTSIDE_PORT));
    }

    /** Host and port, for clients on this machine. */
    public String bootstrapServers() {
        return getHost() + ":" + port;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
