package io.ringfence.e2e.demo;

import java.io.Console;
import java.io.PrintStream;

/** Where the demo prints, in colour when it is a terminal that has colours. Not for several threads. */
final class Terminal {
    private final PrintStream out;
    private final boolean colours;

    Terminal(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Standard output; colours unless it is redirected, the terminal is dumb or {@code NO_COLOR} is set. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 gives null again where there is no terminal
    static Terminal standard() {
        Console console = System.console();
        boolean tty = console != null && console.isTerminal();
        String kind = System.getenv("TERM");
        return new Terminal(
                System.out, tty && kind != null && !kind.equals("dumb") && System.getenv("NO_COLOR") == null);
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    String bold(String text) {
        return paint("1", text);
    }

    String good(String text) {
        return paint("32", text);
    }

    String bad(String text) {
        return paint("1;31", text);
    }

    String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
