package io.ringfence.agent.docker.engine;

/** The engine gave no answer, or one that says no; the message is for people. */
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /**
     * With the words that people get to read.
     *
     * @param status of the engine's answer; 0 if there was none
     */
    public EngineException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Whether the engine says that there is no such thing. */
    public boolean isAbsent() {
        return status == 404;
    }
}
