package io.ringfence.agent.docker.engine;

/**
 * Something that happened to a network.
 *
 * @param action {@code create}, {@code connect}, {@code disconnect}, {@code destroy}
 */
public record EngineEvent(String action, String networkId, String networkName, String driver) {}
