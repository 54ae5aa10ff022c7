package io.ringfence.model.resource;

/**
 * The store's number for a committed write. Grows by commits; all resources of one transaction share one.
 *
 * @param value 0 means "before the first write"
 */
public record Revision(long value) implements Comparable<Revision> {
    public static final Revision NONE = new Revision(0);

    public Revision {
        if (value < 0) {
            throw new IllegalArgumentException("a revision is not negative: " + value);
        }
    }

    public boolean isAfter(Revision other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Revision other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
