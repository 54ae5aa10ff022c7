package io.ringfence.calicoctl.words;

import java.util.List;

/** What {@code --log-level} takes. */
public final class LogLevels {
    /** From the quietest. */
    public static final List<String> ALL = List.of("panic", "fatal", "error", "warn", "info", "debug");

    private LogLevels() {}
}
