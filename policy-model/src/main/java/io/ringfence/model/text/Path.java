package io.ringfence.model.text;

import org.jspecify.annotations.Nullable;

/**
 * Where a value stands; text is made only when a problem needs it.
 *
 * @param name of a field; empty for an item of a list
 * @param index from 0, for an item of a list
 */
public record Path(@Nullable Path parent, String name, int index) {
    public static final Path ROOT = new Path(null, "", -1);

    /** A field of the value here. */
    public Path field(String field) {
        return new Path(this, field, -1);
    }

    /** An item of the list here, counted from 0. */
    public Path item(int position) {
        return new Path(this, "", position);
    }

    /** The name of the field, or of the list that the item is in; empty at the root. */
    public String nearestName() {
        return name.isEmpty() && parent != null ? parent.nearestName() : name;
    }

    @Override
    public String toString() {
        String before = parent == null ? "" : parent.toString();
        if (index >= 0) {
            return before + "[" + index + "]";
        }
        return before.isEmpty() ? name : before + "." + name;
    }
}
