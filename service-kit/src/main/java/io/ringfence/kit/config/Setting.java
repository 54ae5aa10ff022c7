package io.ringfence.kit.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One component of a settings record, or of a record in it. */
record Setting(String key, SettingType type, Optional<Default> standard, boolean optional, boolean secret) {
    static final String PREFIX = "RINGFENCE_";
    private static final String FILE_SUFFIX = "_FILE";

    /** In the order of the components; those of a record in the record stand in its place. */
    static List<Setting> of(Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents())
                .flatMap(component ->
                        component.getType().isRecord() ? of(component.getType()).stream() : Stream.of(of(component)))
                .toList();
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
