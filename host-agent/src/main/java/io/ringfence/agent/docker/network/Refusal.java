package io.ringfence.agent.docker.network;

/** A request that is not accepted; the message is what the engine's user gets to read. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Refusal(String message) {
        super(message);
    }
}
