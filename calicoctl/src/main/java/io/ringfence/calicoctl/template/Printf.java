package io.ringfence.calicoctl.template;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code printf} with the verbs that suit texts and numbers; what does not fit is told in the output, as Go does. */
final class Printf {
    private static final int MAX_WIDTH = 1000;
    private static final Pattern VERB = Pattern.compile("%([-0+]*)(\\d{0,4})(?:\\.(\\d{1,2}))?(.)", Pattern.DOTALL);

    private Printf() {}

    static String format(String format, List<@Nullable Object> arguments) {
        StringBuilder text = new StringBuilder();
        Matcher verb = VERB.matcher(format);
        int next = 0;
        int at = 0;
        while (verb.find()) {
            text.append(format, at, verb.start());
            at = verb.end();
            if (verb.group(4).equals("%")) {
                text.append('%');
            } else if (next == arguments.size()) {
                text.append("%!").append(verb.group(4)).append("(MISSING)");
            } else {
                text.append(padded(one(verb, arguments.get(next++)), verb.group(1), verb.group(2)));
            }
        }
        text.append(format.substring(at));
        if (next < arguments.size()) {
            text.append("%!(EXTRA)");
        }
        return text.toString();
    }

    private static String one(Matcher verb, @Nullable Object value) {
        String plain = GoText.of(value);
        return switch (verb.group(4)) {
            case "v", "s" -> plain;
            case "q" -> "\"" + plain.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            case "d" -> value instanceof Long ? plain : bad("d", plain);
            case "t" -> value instanceof Boolean ? plain : bad("t", plain);
            case "x" -> value instanceof Long number ? Long.toHexString(number) : bad("x", plain);
            case "f" ->
                value instanceof Number number
                        ? String.format(
                                Locale.ROOT,
                                "%." + (verb.group(3) == null ? "6" : verb.group(3)) + "f",
                                number.doubleValue())
                        : bad("f", plain);
            default -> bad(verb.group(4), plain);
        };
    }

    private static String bad(String verb, String value) {
        return "%!" + verb + "(" + value + ")";
    }

    private static String padded(String text, String flags, String width) {
        int missing = width.isEmpty() ? 0 : Math.min(MAX_WIDTH, Integer.parseInt(width)) - text.length();
        if (missing <= 0) {
            return text;
        }
        if (flags.contains("-")) {
            return text + " ".repeat(missing);
        }
        return (flags.contains("0") ? "0" : " ").repeat(missing) + text;
    }
}
