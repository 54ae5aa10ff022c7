package io.ringfence.agent.ipam;

/** The store could not be asked, or does not take what it is told. The message is for people. */
final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(String message) {
        super(message);
    }
}
