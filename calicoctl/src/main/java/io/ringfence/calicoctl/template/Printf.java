package io.ringfence.calicoctl.template;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
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
    private static final Pattern VERB = Pattern.compile("%([-0+]*)(\\d{0,4})(?:\\.(\\d{1,2}))?(.)?", Pattern.DOTALL);

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
                    precision == null ? -1 : Integer.parseInt(precision));
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
                struct.fields().values().stream()
                        .map(each -> one(verb, each))
                        .collect(Collectors.joining(" ", "{", "}"));
            default -> single(verb, value);
        };
    }

    private static String single(Verb verb, Object value) {
        String fitting = fitting(verb, value);
        return fitting == null
                ? "%!" + verb.letter() + "(" + type(value) + "=" + padded(GoText.of(value), verb, value) + ")"
                : padded(fitting, verb, value);
    }

    /** Null when the verb is for other values. */
    private static @Nullable String fitting(Verb verb, Object value) {
        return switch (verb.letter()) {
            case "v" -> GoText.of(value);
            case "s" ->
                switch (value) {
                    case String text -> cut(text, verb.precision());
                    case NoValue none -> GoText.of(none);
                    default -> null;
                };
            case "q" ->
                switch (value) {
                    case String text -> quoted(cut(text, verb.precision()));
                    default -> null;
                };
            case "d" -> value instanceof Long number ? number.toString() : null;
            case "t" -> value instanceof Boolean truth ? truth.toString() : null;
            case "x" ->
                switch (value) {
                    case Long number -> Long.toString(number, 16);
                    case String text -> HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
                    default -> null;
                };
            case "f" -> value instanceof Double number ? fixed(number, verb.precision()) : null;
            default -> null;
        };
    }

    private static String fixed(double number, int precision) {
        return Double.isFinite(number)
                ? new BigDecimal(number)
                        .setScale(precision < 0 ? 6 : precision, RoundingMode.HALF_EVEN)
                        .toPlainString()
                : GoText.of(number);
    }

    private static String cut(String text, int length) {
        return length < 0 || length >= text.codePointCount(0, text.length())
                ? text
                : text.substring(0, text.offsetByCodePoints(0, length));
    }

    private static String quoted(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + "\"";
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
        String sign = "";
        String rest = text;
        if (value instanceof Number) {
            sign = text.startsWith("-") ? "-" : verb.flags().contains("+") ? "+" : "";
            rest = text.startsWith("-") ? text.substring(1) : text;
        }
        int length = sign.length() + rest.codePointCount(0, rest.length());
        int missing = Math.max(0, verb.width() - length);
        if (verb.flags().contains("-")) {
            return sign + rest + " ".repeat(missing);
        }
        return verb.flags().contains("0") ? sign + "0".repeat(missing) + rest : " ".repeat(missing) + sign + rest;
    }
}
