package io.ringfence.calicoctl.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value with a fixed set of fields. To ask for another field is an error, unlike for a map.
 *
 * @param type for messages
 * @param fields in the order in which they are printed
 */
public record Struct(String type, Map<String, @Nullable Object> fields) {
    public Struct {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
}
