package io.ringfence.store.decide;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.ResourceJson;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes under a key. Immutable: no one writes to the array that is passed in or handed out. */
public final class Value {
    public static final Value EMPTY = new Value(new byte[0]);

    private final byte[] bytes;

    private Value(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Value of(byte[] bytes) {
        return bytes.length == 0 ? EMPTY : new Value(bytes);
    }

    /** The canonical form, so equal resources have equal values. */
    public static Value of(Resource resource) {
        return new Value(ResourceJson.encode(resource));
    }

    public byte[] bytes() {
        return bytes;
    }

    /** Throws {@link IllegalArgumentException} when this store did not write it. */
    public Resource resource() {
        return ResourceJson.decode(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Value value && Arrays.equals(bytes, value.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
