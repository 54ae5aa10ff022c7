package io.ringfence.calicoctl.words;

import java.util.List;

/** What became of the words of a {@code profile} command. */
public sealed interface Parsed {
    record Understood(ProfileRequest request) implements Parsed {}

    /** The words fit no line of the usage. */
    record Misused() implements Parsed {}

    /**
     * The words fit, some values do not.
     *
     * @param messages one or more, each a line or a paragraph, to be shown in this order
     */
    record Invalid(List<String> messages) implements Parsed {
        public Invalid {
            messages = List.copyOf(messages);
        }
    }
}
