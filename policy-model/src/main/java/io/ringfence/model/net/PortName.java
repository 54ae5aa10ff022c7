package io.ringfence.model.net;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name that endpoints give to ports of theirs, each to its own: a rule that names it means whichever port that is at each endpoint.
 *
 * @param text 1 to 128 letters, digits and {@code _ . -}, one letter at least: a text without is a mistyped number or range
 */
public record PortName(String text) implements Port, Comparable<PortName> {
    private static final Pattern FORM = Pattern.compile("(?=.*[a-zA-Z])[a-zA-Z0-9_.-]{1,128}");

    public PortName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("port name invalid: " + text);
        }
    }

    /** Empty for a text that is no name. */
    public static Optional<PortName> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PortName(text)) : Optional.empty();
    }

    @Override
    public int compareTo(PortName other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
