package io.ringfence.calicoctl.command;

import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Reading, deciding and writing again, while others write in between. */
final class Attempts {
    /** Each time somebody else got in between; after that many the command fails and nothing is written. */
    private static final int MAX_ATTEMPTS = 20;

    private static final int MAX_PAUSE_MILLIS = 50;

    private Attempts() {}

    /**
     * Returns the exit status of the first attempt that has one.
     *
     * @param what is changed, for the message
     * @param attempt empty when somebody else changed it meanwhile
     */
    static int until(String what, Supplier<OptionalInt> attempt) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            OptionalInt status = attempt.get();
            if (status.isPresent()) {
                return status.getAsInt();
            }
            pause();
        }
        throw new CommandException("Failed to update " + what + ": it was changed by others " + MAX_ATTEMPTS
                + " times meanwhile; nothing was written.");
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, MAX_PAUSE_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted; nothing was written.");
        }
    }
}
