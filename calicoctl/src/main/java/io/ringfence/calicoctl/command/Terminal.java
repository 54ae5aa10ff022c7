package io.ringfence.calicoctl.command;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What surrounds one run of the program.
 *
 * @param out results
 * @param err everything else
 */
public record Terminal(Map<String, String> environment, InputStream in, PrintStream out, PrintStream err) {
    public Terminal {
        environment = Map.copyOf(environment);
    }
}
