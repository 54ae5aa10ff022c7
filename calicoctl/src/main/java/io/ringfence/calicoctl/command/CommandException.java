package io.ringfence.calicoctl.command;

/** Ends a command as failed. The message is the whole text for people; nothing is added to it. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandException(String message) {
        super(message);
    }
}
