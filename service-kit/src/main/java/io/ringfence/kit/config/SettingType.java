package io.ringfence.kit.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a text becomes a setting's value.
 *
 * @param words what the text must be, for messages and the reference
 * @param parse throws {@link IllegalArgumentException} for any other text
 * @param emptyCounts whether the empty text is a value
 */
record SettingType(String words, Function<String, Object> parse, boolean emptyCounts) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");

    /** Throws {@link IllegalStateException} for a type that settings do not have. */
    static SettingType of(Type type) {
        if (type == String.class) {
            return new SettingType("a text", text -> text, true);
        }
        if (type == Secret.class) {
            return new SettingType("a secret text", Secret::new, false);
        }
        if (type == int.class || type == Integer.class) {
            return new SettingType("a whole number", Integer::valueOf, false);
        }
        if (type == long.class || type == Long.class) {
            return new SettingType("a whole number", Long::valueOf, false);
        }
        if (type == boolean.class || type == Boolean.class) {
            return new SettingType("true or false", SettingType::parseBoolean, false);
        }
        if (type == Duration.class) {
            return new SettingType("a time such as 200ms, 5s, 10m, 2h or 1d", SettingType::parseDuration, false);
        }
        if (type == Path.class) {
            return new SettingType("a path", SettingType::parsePath, false);
        }
        if (type instanceof Class<?> choices && choices.isEnum()) {
            return ofEnum(choices);
        }
        if (type instanceof ParameterizedType list
                && list.getRawType() == List.class
                && list.getActualTypeArguments()[0] == String.class) {
            return new SettingType("texts separated by commas", SettingType::parseList, true);
        }
        throw new IllegalStateException("a setting cannot be a " + type);
    }

    private static SettingType ofEnum(Class<?> choices) {
        Object[] constants = choices.getEnumConstants();
        String names = Arrays.stream(constants).map(SettingType::name).collect(Collectors.joining(", "));
        return new SettingType(
                "one of " + names,
                text -> Arrays.stream(constants)
                        .filter(constant -> name(constant).equals(text))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                false);
    }

    /** {@code DRY_RUN} is written {@code dry-run}. */
    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        };
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException();
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Path parsePath(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> parseList(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
