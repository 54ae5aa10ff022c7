package io.ringfence.kit.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One component of a settings record. */
record Setting(String key, SettingType type, Optional<Default> standard, boolean optional, boolean secret) {
    static final String PREFIX = "RINGFENCE_";
    private static final String FILE_SUFFIX = "_FILE";

    static List<Setting> of(Class<? extends Record> settings) {
        return Arrays.stream(settings.getRecordComponents()).map(Setting::of).toList();
    }

    private static Setting of(RecordComponent component) {
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return new Setting(
                PREFIX
                        + component
                                .getName()
                                .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                                .toUpperCase(Locale.ROOT),
                SettingType.of(component.getGenericType()),
                Optional.ofNullable(component.getAnnotation(Default.class)),
                optional,
                component.getType() == Secret.class);
    }

    /** The key that names a file with the value; only secrets have one. */
    Optional<String> fileKey() {
        return secret ? Optional.of(key + FILE_SUFFIX) : Optional.empty();
    }

    /** One line for people. */
    String reference() {
        String rest = standard.map(given ->
                        "; default " + (given.value().isEmpty() ? "empty" : given.value()) + ", " + given.reason())
                .orElse(optional ? "; may be absent" : "; must be set");
        return key + ": " + type.words() + rest;
    }
}
