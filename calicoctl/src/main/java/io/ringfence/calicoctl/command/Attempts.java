package io.ringfence.calicoctl.command;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Reading, deciding and writing again, while others write in between. */
final class Attempts {
    /** Each time somebody else got in between; after that many the command fails and nothing is written. */
    private static final int MAX_ATTEMPTS = 20;

    private static final int MAX_PAUSE_MILLIS = 50;

    private Attempts() {}

    /**
     * Returns what the first attempt makes that makes something.
     *
     * @param what is changed, for the message
     * @param attempt empty when somebody else changed it meanwhile
     */
    static <T> T until(String what, Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MAX_ATTEMPTS; i++) {
            Optional<T> made = attempt.get();
            if (made.isPresent()) {
                return made.get();
            }
            Pause.millis(ThreadLocalRandom.current().nextInt(1, MAX_PAUSE_MILLIS), "Interrupted; nothing was written.");
        }
        throw new CommandException("Failed to update " + what + ": it was changed by others " + MAX_ATTEMPTS
                + " times meanwhile; nothing was written.");
    }
}
