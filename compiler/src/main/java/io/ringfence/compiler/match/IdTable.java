package io.ringfence.compiler.match;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Gives equal values one small number, so that everything else can be arrays and bitmaps. Numbers of removed values are used again,
 * latest first. Open addressing with linear probing; about 12 bytes a value beside the value itself. Not for several threads.
 */
public final class IdTable<T> {
    /** What {@link #idOf} says of a value that is not here. */
    public static final int ABSENT = -1;

    /** Values by id; null where an id is free. */
    private @Nullable Object[] values = new Object[8];

    /** Id plus one of the value in each place; 0 where the place is free. At most half are taken. */
    private int[] places = new int[16];

    private int[] freeIds = new int[8];
    private int freeCount;
    private int end;

    /** The value's id, or {@link #ABSENT}. */
    public int idOf(T value) {
        return places[placeOf(value)] - 1;
    }

    /** The value's id; a new one when it was not here. */
    public int add(T value) {
        int place = placeOf(value);
        if (places[place] != 0) {
            return places[place] - 1;
        }
        int id = freeCount > 0 ? freeIds[--freeCount] : end++;
        if (id >= values.length) {
            values = Arrays.copyOf(values, values.length * 2);
        }
        values[id] = value;
        places[place] = id + 1;
        if (size() * 2 > places.length) {
            rehash(places.length * 2);
        }
        return id;
    }

    /** The value of an id that is in use. */
    @SuppressWarnings("unchecked")
    public T get(int id) {
        Object value = values[id];
        if (value == null) {
            throw new IllegalStateException("id not in use: " + id);
        }
        return (T) value;
    }

    /** Frees the id. */
    public void remove(int id) {
        int place = placeOf(get(id));
        values[id] = null;
        if (freeCount == freeIds.length) {
            freeIds = Arrays.copyOf(freeIds, freeIds.length * 2);
        }
        freeIds[freeCount++] = id;
        closeGap(place);
    }

    /** How many values there are. */
    public int size() {
        return end - freeCount;
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    /** One more than the largest id ever used: how long an array over ids must be. */
    public int end() {
        return end;
    }

    /** Where the value stands, or the free place where it would. */
    private int placeOf(T value) {
        int mask = places.length - 1;
        int place = spread(value.hashCode()) & mask;
        while (places[place] != 0 && !value.equals(values[places[place] - 1])) {
            place = (place + 1) & mask;
        }
        return place;
    }

    /** Moves back those that had to walk over the place that became free. */
    private void closeGap(int gap) {
        int mask = places.length - 1;
        int place = gap;
        while (true) {
            place = (place + 1) & mask;
            if (places[place] == 0) {
                places[gap] = 0;
                return;
            }
            int home = spread(get(places[place] - 1).hashCode()) & mask;
            if (((place - home) & mask) >= ((place - gap) & mask)) {
                places[gap] = places[place];
                gap = place;
            }
        }
    }

    private void rehash(int length) {
        places = new int[length];
        int mask = length - 1;
        for (int id = 0; id < end; id++) {
            Object value = values[id];
            if (value != null) {
                int place = spread(value.hashCode()) & mask;
                while (places[place] != 0) {
                    place = (place + 1) & mask;
                }
                places[place] = id + 1;
            }
        }
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }
}
