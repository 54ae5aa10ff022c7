package io.ringfence.calicoctl.host;

import java.nio.file.Path;

/**
 * A container that runs.
 *
 * @param orchestrator {@link #DOCKER} or {@link #NAMESPACE}, as its endpoint is stored
 * @param workload as its endpoint is stored: the engine's identifier, or the name of the namespace
 * @param namespace its network namespace
 */
public record Container(String orchestrator, String workload, Path namespace) {
    public static final String DOCKER = "docker";
    public static final String NAMESPACE = "namespace";
}
