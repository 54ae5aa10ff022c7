package io.ringfence.calicoctl.api;

/**
 * The gateway could not be reached, answered something that is not its language, or does not know what became of a write. The message is
 * for people and whole; it says so when a write may have been done.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GatewayException(String message) {
        super(message);
    }

    GatewayException(String message, Throwable cause) {
        super(message, cause);
    }
}
