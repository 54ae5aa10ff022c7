package io.ringfence.calicoctl.host;

/** The machine did not do what it was asked. The message is for people. */
public final class HostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    HostException(String message) {
        super(message);
    }
}
