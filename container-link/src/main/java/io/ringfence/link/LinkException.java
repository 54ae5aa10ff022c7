package io.ringfence.link;

/** A tool of the system refused, or could not be run; the message says which and why. */
public final class LinkException extends Exception {
    private static final long serialVersionUID = 1;

    public LinkException(String message) {
        super(message);
    }
}
