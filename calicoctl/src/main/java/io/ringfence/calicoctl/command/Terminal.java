package io.ringfence.calicoctl.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What surrounds one run of the program.
 *
 * @param out results
 * @param err everything else
 * @param people which of the two a person reads, and not a file or a program
 */
public record Terminal(
        Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, People people) {
    public Terminal {
        environment = Map.copyOf(environment);
    }

    /** Nobody reads: no colours, no progress that overwrites itself. */
    public Terminal(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
        this(environment, in, out, err, new People(false, false));
    }

    /** Whether a terminal stands behind each output. */
    public record People(boolean out, boolean err) {}

    /** Whether results may have colours: on a terminal that has some, unless {@code NO_COLOR} is set to anything. */
    boolean hasColours() {
        return people.out()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
    }
}
