package io.ringfence.agent.docker.engine;

import java.util.Map;

/**
 * A container as the engine knows it.
 *
 * @param name without the leading slash
 * @param running also while it is paused or about to be started again by the engine
 */
public record EngineContainer(String id, String name, boolean running, Map<String, String> labels) {
    public EngineContainer {
        labels = Map.copyOf(labels);
    }
}
