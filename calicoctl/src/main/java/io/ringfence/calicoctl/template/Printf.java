package io.ringfence.calicoctl.template;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code printf} with the verbs that suit texts and numbers. What does not fit is told in the output in Go's words, with the value and
 * its type: {@code %!d(string=x)}.
 */
final class Printf {
    private static final int MAX_WIDTH = 1000;
    private static final Pattern VERB = Pattern.compile("%([-0+# ]*)(\\d{0,4})(?:\\.(\\d{0,2}))?(.)?", Pattern.DOTALL);

    /**
     * How one value is printed.
     *
     * @param width 0 for as it comes
     * @param precision negative when not given
     */
    private record Verb(String letter, String flags, int width, int precision) {
        static Verb of(Matcher found) {
            String width = found.group(2);
            String precision = found.group(3);
            return new Verb(
                    found.group(4),
                    found.group(1),
                    width.isEmpty() ? 0 : Math.min(MAX_WIDTH, Integer.parseInt(width)),
                    precision == null ? -1 : precision.isEmpty() ? 0 : Integer.parseInt(precision));
        }

        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    private Printf() {}

    static String format(String format, List<@Nullable Object> arguments) {
        StringBuilder text = new StringBuilder();
        Matcher found = VERB.matcher(format);
        int next = 0;
        int at = 0;
        while (found.find()) {
            text.append(format, at, found.start());
            at = found.end();
            if (found.group(4) == null) {
                text.append("%!(NOVERB)");
            } else if (found.group(4).equals("%")) {
                text.append('%');
            } else if (next == arguments.size()) {
                text.append("%!").append(found.group(4)).append("(MISSING)");
            } else {
                text.append(whole(Verb.of(found), arguments.get(next++)));
            }
        }
        text.append(format.substring(at));
        if (next < arguments.size()) {
            text.append(arguments.subList(next, arguments.size()).stream()
                    .map(Printf::typed)
                    .collect(Collectors.joining(", ", "%!(EXTRA ", ")")));
        }
        return text.toString();
    }

    private static String whole(Verb verb, @Nullable Object value) {
        return value == null && !verb.letter().equals("v") ? "%!" + verb.letter() + "(<nil>)" : one(verb, value);
    }

    /** What consists of others is printed by printing each of them. */
    private static String one(Verb verb, @Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case List<?> list -> list.stream().map(each -> one(verb, each)).collect(Collectors.joining(" ", "[", "]"));
            case Map<?, ?> map ->
                new TreeMap<>(map)
                        .entrySet().stream()
                                .map(entry -> one(verb, entry.getKey()) + ":" + one(verb, entry.getValue()))
                                .collect(Collectors.joining(" ", "map[", "]"));
            case Struct struct ->
                struct.fields().entrySet().stream()
                        .map(field -> (verb.letter().equals("v") && verb.has('+') ? field.getKey() + ":" : "")
                                + one(verb, field.getValue()))
                        .collect(Collectors.joining(" ", "{", "}"));
            default -> single(verb, value);
        };
    }

    private static String single(Verb verb, Object value) {
        String fitting = fitting(verb, value);
        return fitting == null
                ? "%!" + verb.letter() + "(" + type(value) + "=" + padded(plain(verb, value), verb, value) + ")"
                : padded(fitting, verb, value);
    }

    /** Null when the verb is for other values. */
    private static @Nullable String fitting(Verb verb, Object value) {
        return switch (verb.letter()) {
            // Go writes all that this flag asks for in the words of its language.
            case "v" -> verb.has('#') ? null : plain(verb, value);
            case "s" -> value instanceof String || value instanceof NoValue ? plain(verb, value) : null;
            case "q" ->
                switch (value) {
                    case String text -> quoted(cut(text, verb.precision()), verb);
                    case Long number -> GoQuote.character(number, verb.has('+'));
                    default -> null;
                };
            case "d" -> value instanceof Long number ? integer(number, 10, verb) : null;
            case "t" -> value instanceof Boolean truth ? truth.toString() : null;
            case "x", "X" ->
                switch (value) {
                    case Long number -> cased(integer(number, 16, verb), verb);
                    case String text -> cased(hex(text, verb), verb);
                    default -> null;
                };
            case "e" ->
                value instanceof Double number
                        ? signed(number, GoNumber.scientific(number, verb.precision()), verb)
                        : null;
            case "f", "F" ->
                value instanceof Double number ? signed(number, GoNumber.fixed(number, verb.precision()), verb) : null;
            case "g" ->
                value instanceof Double number
                        ? signed(number, GoNumber.general(number, verb.precision()), verb)
                        : null;
            default -> null;
        };
    }

    /** As {@code %v}, which is also how a value is shown that does not fit. */
    private static String plain(Verb verb, Object value) {
        return switch (value) {
            case String text -> cut(text, verb.precision());
            case Long number -> integer(number, 10, verb);
            case Double number -> signed(number, GoNumber.general(number, verb.precision()), verb);
            default -> GoText.of(value);
        };
    }

    /** Zeros that fill the width belong to the number: they stand behind its sign, and a precision takes their place. */
    private static String integer(long number, int radix, Verb verb) {
        String sign = sign(number < 0, verb);
        int digits = verb.precision() >= 0
                ? verb.precision()
                : verb.has('0') && !verb.has('-') ? Math.max(1, verb.width() - sign.length()) : 1;
        return sign + (radix == 16 && verb.has('#') ? "0x" : "") + GoNumber.integer(number, radix, digits);
    }

    private static String signed(double number, String magnitude, Verb verb) {
        boolean negative = number < 0 || 1 / number < 0;
        return (magnitude.equals("Inf") && !negative ? "+" : sign(negative, verb)) + magnitude;
    }

    /** With {@code %v} the plus asks for the names of fields, not for a sign. */
    private static String sign(boolean negative, Verb verb) {
        return negative ? "-" : verb.has('+') && !verb.letter().equals("v") ? "+" : verb.has(' ') ? " " : "";
    }

    private static String cased(String hex, Verb verb) {
        return verb.letter().equals("X") ? hex.toUpperCase(Locale.ROOT) : hex;
    }

    private static String hex(String text, Verb verb) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = verb.precision() < 0 ? bytes.length : Math.min(bytes.length, verb.precision());
        String mark = verb.has('#') && length > 0 ? "0x" : "";
        HexFormat form = verb.has(' ') ? HexFormat.ofDelimiter(" ").withPrefix(mark) : HexFormat.of();
        return (verb.has(' ') ? "" : mark) + form.formatHex(bytes, 0, length);
    }

    private static String cut(String text, int length) {
        return length < 0 || length >= text.codePointCount(0, text.length())
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static String quoted(String text, Verb verb) {
        String raw = verb.has('#') ? GoQuote.raw(text) : null;
        return raw == null ? GoQuote.text(text, verb.has('+')) : raw;
    }

    private static String typed(@Nullable Object value) {
        return value == null ? "<nil>" : type(value) + "=" + GoText.of(value);
    }

    /** As Go calls it; a struct as messages do. */
    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "interface {}";
            case Long number -> "int";
            case Double number -> "float64";
            case Boolean truth -> "bool";
            case List<?> list ->
                "[]" + common(list.stream().map(Printf::type).distinct().toList());
            case Map<?, ?> map ->
                "map[string]"
                        + common(map.values().stream()
                                .map(Printf::type)
                                .distinct()
                                .toList());
            case Struct struct -> struct.type();
            default -> "string";
        };
    }

    private static String common(List<String> types) {
        return switch (types.size()) {
            case 0 -> "string";
            case 1 -> types.getFirst();
            default -> "interface {}";
        };
    }

    private static String padded(String text, Verb verb, Object value) {
        int missing = Math.max(0, verb.width() - text.codePointCount(0, text.length()));
        if (verb.has('-')) {
            return text + " ".repeat(missing);
        }
        boolean filled = value instanceof Long && !verb.letter().equals("q");
        if (!verb.has('0') || filled || (value instanceof Double number && !Double.isFinite(number))) {
            return " ".repeat(missing) + text;
        }
        int sign = value instanceof Double && "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
    }
}
