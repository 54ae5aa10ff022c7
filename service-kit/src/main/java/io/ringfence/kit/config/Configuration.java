package io.ringfence.kit.config;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fills a settings record. Component {@code fooBar} is key {@code RINGFENCE_FOO_BAR}, in the environment or in the file; the environment
 * wins. Types: String, int, long, boolean, Duration, Path, enums, {@code List<String>}, {@link Secret}; {@code @Nullable} ones may be
 * absent or empty. A component that is itself a record is a group: its components are keys as if they stood in its place. What a record's constructor refuses with an {@link IllegalArgumentException} is a problem as well.
 */
public final class Configuration {
    /** Keys of the command line and the log, which every process may find in its environment. */
    private static final Set<String> SHARED = Set.of("RINGFENCE_API", "RINGFENCE_LOG_LEVEL", "RINGFENCE_LOG_FORMAT");

    private static final long MAX_FILE_BYTES = 1 << 20;

    private Configuration() {}

    /**
     * Reads the settings.
     *
     * @param env keys that do not start with {@code RINGFENCE_} are not ours
     * @param file properties; null for none
     * @throws ConfigurationException with every problem there is
     */
    public static <R extends Record> R load(Class<R> type, Map<String, String> env, @Nullable Path file) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        if (file != null) {
            values.putAll(readFile(file, problems));
        }
        env.forEach((key, value) -> {
            if (key.startsWith(Setting.PREFIX)) {
                values.put(key, value);
            }
        });
        List<Setting> settings = Setting.of(type);
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Setting setting : settings) {
            arguments.add(value(setting, values, problems));
        }
        problems.addAll(unknown(settings, values.keySet()));
        if (problems.isEmpty()) {
            try {
                return type.cast(construct(type, arguments.iterator()));
            } catch (IllegalArgumentException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        throw new ConfigurationException(problems);
    }

    /** One line for each key of the record, for people who set them. */
    public static List<String> reference(Class<? extends Record> type) {
        return Setting.of(type).stream().map(Setting::reference).toList();
    }

    private static Map<String, String> readFile(Path file, List<String> problems) {
        Properties properties = new Properties();
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                problems.add("file " + file + " is larger than " + MAX_FILE_BYTES + " bytes");
                return Map.of();
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        } catch (IOException | IllegalArgumentException e) {
            problems.add("file " + file + " cannot be read: " + e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, key -> properties.getProperty(key)));
    }

    private static @Nullable Object value(Setting setting, Map<String, String> values, List<String> problems) {
        String text = text(setting, values, problems);
        boolean absent = text == null
                || (text.isEmpty() && (setting.optional() || !setting.type().emptyCounts()));
        if (absent && setting.standard().isPresent()) {
            text = setting.standard().get().value();
        } else if (absent) {
            if (!setting.optional()) {
                problems.add(setting.key() + " must be set: " + setting.type().words());
            }
            return null;
        }
        try {
            return setting.type().parse().apply(String.valueOf(text));
        } catch (IllegalArgumentException e) {
            String shown = setting.secret() ? "" : ": '" + text + "'";
            problems.add(setting.key() + " must be " + setting.type().words() + shown);
            return null;
        }
    }

    private static @Nullable String text(Setting setting, Map<String, String> values, List<String> problems) {
        String direct = values.get(setting.key());
        String file = setting.fileKey().map(values::get).orElse(null);
        if (file == null) {
            return direct;
        }
        if (direct != null) {
            problems.add(setting.key() + " is set twice, by itself and by a file");
            return direct;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            problems.add(setting.fileKey().orElseThrow() + " cannot be read: " + e);
            return "unread";
        }
    }

    private static List<String> unknown(List<Setting> settings, Set<String> given) {
        Set<String> known = new TreeSet<>();
        settings.forEach(setting -> {
            known.add(setting.key());
            setting.fileKey().ifPresent(known::add);
        });
        return given.stream()
                .filter(key -> !known.contains(key) && !SHARED.contains(key))
                .sorted()
                .map(key -> key + " is unknown; known are " + String.join(", ", known))
                .toList();
    }

    /** Takes as many values as the record and the records in it have components. */
    private static Object construct(Class<?> type, Iterator<@Nullable Object> values) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> group = components[i].getType();
            arguments[i] = group.isRecord() ? construct(group, values) : values.next();
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has a constructor for its components", e);
        }
    }
}
