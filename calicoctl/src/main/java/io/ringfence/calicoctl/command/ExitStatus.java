package io.ringfence.calicoctl.command;

/** The program's exit statuses. */
public final class ExitStatus {
    /** The wish is fulfilled. */
    public static final int DONE = 0;

    /** Refused or failed. */
    public static final int FAILED = 1;

    /** The words are wrong; nothing was tried. */
    public static final int USAGE = 2;

    /** What was written is not in force everywhere within the time given, or nobody could say where it is. */
    public static final int TIMED_OUT = 3;

    private ExitStatus() {}
}
