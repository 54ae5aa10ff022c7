package io.ringfence.calicoctl.command;

/** One line that is written over, where a person reads it; nothing elsewhere. Owner: the thread of the run. */
final class Progress {
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Terminal terminal;
    private boolean shown;

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(String text) {
        if (terminal.people().err()) {
            terminal.err().print(ERASE_LINE + text);
            terminal.err().flush();
            shown = true;
        }
    }

    /** Leaves the line empty for what comes. */
    void clear() {
        if (shown) {
            terminal.err().print(ERASE_LINE);
            terminal.err().flush();
            shown = false;
        }
    }
}
