package io.ringfence.model.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document before anything is known about its fields; the same for YAML and JSON. */
public sealed interface Tree {

    /** Where it begins in the input, from 1; 0 when it was not asked for. */
    int line();

    /** Entries in the order of the text; no key twice. */
    record Mapping(List<Entry> entries, int line) implements Tree {
        /** The value of the key, upper or lower case alike; null when there is none. */
        public @Nullable Tree find(String key) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).key().equalsIgnoreCase(key)) {
                    return entries.get(i).value();
                }
            }
            return null;
        }
    }

    record Entry(String key, Tree value, int line) {}

    record Sequence(List<Tree> items, int line) implements Tree {}

    /** A single value. Booleans are {@code true} or {@code false} however they were written; other text is as written. */
    record Scalar(String text, Type type, int line) implements Tree {}

    enum Type {
        STRING,
        INTEGER,
        FLOAT,
        BOOLEAN,
        NULL
    }
}
