package io.ringfence.calicoctl.template;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions that a template may call: the language's own that make sense here, and {@code join}. */
final class Functions {
    private static final TreeSet<String> NAMES = new TreeSet<>(List.of(
            "and", "eq", "ge", "gt", "index", "join", "le", "len", "lt", "ne", "not", "or", "print", "printf",
            "println"));

    private Functions() {}

    static boolean isKnown(String name) {
        return NAMES.contains(name);
    }

    static List<String> names() {
        return List.copyOf(NAMES);
    }

    static @Nullable Object call(String name, List<@Nullable Object> arguments, int line) {
        return switch (name) {
            case "and" -> firstOrLast(arguments, false, line);
            case "or" -> firstOrLast(arguments, true, line);
            case "not" -> !isTrue(only(name, arguments, 1, line).getFirst());
            case "len" -> (long) size(only(name, arguments, 1, line).getFirst(), line);
            case "index" -> index(atLeast(name, arguments, 1, line), line);
            case "join" -> join(only(name, arguments, 2, line), line);
            case "print" -> print(arguments);
            case "println" -> arguments.stream().map(GoText::of).collect(Collectors.joining(" ", "", "\n"));
            case "printf" ->
                Printf.format(
                        GoText.of(atLeast(name, arguments, 1, line).getFirst()),
                        arguments.subList(1, arguments.size()));
            case "eq" -> {
                List<@Nullable Object> values = atLeast(name, arguments, 2, line);
                yield values.stream().skip(1).anyMatch(value -> equal(values.getFirst(), value));
            }
            case "ne" -> !equal(only(name, arguments, 2, line).get(0), arguments.get(1));
            case "lt" -> compare(only(name, arguments, 2, line), line) < 0;
            case "le" -> compare(only(name, arguments, 2, line), line) <= 0;
            case "gt" -> compare(only(name, arguments, 2, line), line) > 0;
            case "ge" -> compare(only(name, arguments, 2, line), line) >= 0;
            default -> throw new IllegalArgumentException("no such function: " + name);
        };
    }

    /** Empty things, zero, false and nothing are not true; a struct always is. */
    static boolean isTrue(@Nullable Object value) {
        return switch (value) {
            case null -> false;
            case Boolean truth -> truth;
            case String text -> !text.isEmpty();
            case Number number -> number.doubleValue() != 0;
            case List<?> list -> !list.isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case NoValue missing -> false;
            default -> true;
        };
    }

    private static @Nullable Object firstOrLast(List<@Nullable Object> arguments, boolean wanted, int line) {
        for (Object value : atLeast(wanted ? "or" : "and", arguments, 1, line)) {
            if (isTrue(value) == wanted) {
                return value;
            }
        }
        return arguments.getLast();
    }

    private static int size(@Nullable Object value, int line) {
        return switch (value) {
            // As Go counts.
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case List<?> list -> list.size();
            case Map<?, ?> map -> map.size();
            case null, default -> throw new TemplateException(line, "len of " + GoText.of(value));
        };
    }

    private static @Nullable Object index(List<@Nullable Object> arguments, int line) {
        Object value = arguments.getFirst();
        for (Object place : arguments.subList(1, arguments.size())) {
            value = switch (value) {
                case List<?> list
                when place instanceof Long at -> {
                    if (at < 0 || at >= list.size()) {
                        throw new TemplateException(line, "index out of range: " + at);
                    }
                    yield list.get(at.intValue());
                }
                case Map<?, ?> map -> map.containsKey(place) ? map.get(place) : "";
                case null, default ->
                    throw new TemplateException(line, "can't index " + GoText.of(value) + " with " + GoText.of(place));
            };
        }
        return value;
    }

    private static String join(List<@Nullable Object> arguments, int line) {
        if (!(arguments.getFirst() instanceof List<?> list)) {
            throw new TemplateException(line, "join of " + GoText.of(arguments.getFirst()));
        }
        return list.stream().map(GoText::of).collect(Collectors.joining(GoText.of(arguments.get(1))));
    }

    /** With a blank between two of which neither is a text. */
    private static String print(List<@Nullable Object> arguments) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < arguments.size(); i++) {
            boolean blank = i > 0 && !(arguments.get(i) instanceof String) && !(arguments.get(i - 1) instanceof String);
            text.append(blank ? " " : "").append(GoText.of(arguments.get(i)));
        }
        return text.toString();
    }

    private static boolean equal(@Nullable Object one, @Nullable Object other) {
        return (one instanceof Number number && other instanceof Number second)
                ? number.doubleValue() == second.doubleValue()
                : Objects.equals(one, other);
    }

    private static int compare(List<@Nullable Object> arguments, int line) {
        if (arguments.get(0) instanceof Number one && arguments.get(1) instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue());
        }
        if (arguments.get(0) instanceof String one && arguments.get(1) instanceof String other) {
            return one.compareTo(other);
        }
        throw new TemplateException(line, "incompatible types for comparison");
    }

    private static List<@Nullable Object> only(String name, List<@Nullable Object> arguments, int count, int line) {
        if (arguments.size() != count) {
            throw new TemplateException(
                    line, "wrong number of args for " + name + ": want " + count + " got " + arguments.size());
        }
        return arguments;
    }

    private static List<@Nullable Object> atLeast(String name, List<@Nullable Object> arguments, int count, int line) {
        if (arguments.size() < count) {
            throw new TemplateException(
                    line, "wrong number of args for " + name + ": want at least " + count + " got " + arguments.size());
        }
        return arguments;
    }
}
