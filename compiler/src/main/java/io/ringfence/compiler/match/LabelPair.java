package io.ringfence.compiler.match;

import org.jspecify.annotations.Nullable;

/** One label with its value. */
record LabelPair(String name, String value) {
    // Written out: the index is filled with millions of these before the JVM has compiled what a record would get.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LabelPair pair && name.equals(pair.name) && value.equals(pair.value);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + value.hashCode();
    }
}
