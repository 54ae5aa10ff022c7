package io.ringfence.agent.program;

/** The kernel, or the tool that speaks to it, refused; the message is its own. */
public final class KernelException extends Exception {
    private static final long serialVersionUID = 1;

    public KernelException(String message) {
        super(message);
    }
}
