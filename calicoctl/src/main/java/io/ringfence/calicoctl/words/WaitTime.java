package io.ringfence.calicoctl.words;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long to wait, as it is typed. */
public final class WaitTime {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6})(ms|s|m)");

    private WaitTime() {}

    /** Milliseconds of {@code 500ms}, {@code 30s} or {@code 2m}; empty for anything else. */
    public static OptionalLong millis(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(form.group(1));
        return OptionalLong.of(
                switch (form.group(2)) {
                    case "ms" -> number;
                    case "s" -> number * 1_000;
                    default -> number * 60_000;
                });
    }
}
