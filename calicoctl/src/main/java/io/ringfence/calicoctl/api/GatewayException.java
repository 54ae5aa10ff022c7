package io.ringfence.calicoctl.api;

/** The gateway could not be reached, or answered something that is not its language. The message is for people and whole. */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    GatewayException(String message) {
        super(message);
    }

    GatewayException(String message, Throwable cause) {
        super(message, cause);
    }
}
