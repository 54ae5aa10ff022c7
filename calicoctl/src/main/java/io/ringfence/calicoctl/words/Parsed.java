package io.ringfence.calicoctl.words;

import java.util.List;

/**
 * What became of the words of a command that has a grammar of its own.
 *
 * @param <R> what they ask for
 */
public sealed interface Parsed<R> {
    record Understood<R>(R request) implements Parsed<R> {}

    /** The words fit no line of the usage. */
    record Misused<R>() implements Parsed<R> {}

    /**
     * The words fit, some values do not.
     *
     * @param messages one or more, each a line or a paragraph, to be shown in this order
     */
    record Invalid<R>(List<String> messages) implements Parsed<R> {
        public Invalid {
            messages = List.copyOf(messages);
        }
    }
}
