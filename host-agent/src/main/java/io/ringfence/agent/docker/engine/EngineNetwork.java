package io.ringfence.agent.docker.engine;

import java.util.List;
import java.util.Map;

/**
 * A network as the engine knows it.
 *
 * @param attachments empty in a list of networks, complete in a single network
 */
public record EngineNetwork(
        String id, String name, String driver, Map<String, String> labels, List<Attachment> attachments) {
    public EngineNetwork {
        labels = Map.copyOf(labels);
        attachments = List.copyOf(attachments);
    }

    /**
     * An endpoint of the network.
     *
     * @param containerName always known
     * @param containerId empty while the container is being attached, and for an endpoint whose container is gone
     */
    public record Attachment(String endpointId, String containerName, String containerId) {}
}
