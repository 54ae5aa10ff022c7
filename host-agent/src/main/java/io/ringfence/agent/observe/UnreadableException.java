package io.ringfence.agent.observe;

/** The kernel's tools said something that is no answer. Whatever was known before may still hold; nothing may be concluded. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableException(String message) {
        super(message);
    }
}
