package io.ringfence.calicoctl.command;

/** Waits before something is asked again. */
final class Pause {
    private Pause() {}

    /** Throws {@link CommandException} with that text when the thread is interrupted meanwhile. */
    static void millis(long millis, String interrupted) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(interrupted);
        }
    }
}
