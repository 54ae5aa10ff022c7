package io.ringfence.compiler.match;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * For each id a set of numbers. Most sets have one number (an address has one owner, many labels one bearer), so one number costs four
 * bytes and only more of them a bitmap.
 */
public final class Postings {
    private static final int NONE = -1;
    private static final int SEVERAL = -2;

    /** The only number of the id, or {@link #NONE}, or {@link #SEVERAL}. */
    private int[] single = new int[0];

    /** The numbers of ids that have {@link #SEVERAL}. */
    private @Nullable RoaringBitmap[] several = new RoaringBitmap[0];

    public void add(int id, int number) {
        grow(id);
        if (single[id] == NONE) {
            single[id] = number;
        } else if (single[id] == SEVERAL) {
            bitmap(id).add(number);
        } else if (single[id] != number) {
            if (id >= several.length) {
                several = Arrays.copyOf(several, single.length);
            }
            several[id] = RoaringBitmap.bitmapOf(single[id], number);
            single[id] = SEVERAL;
        }
    }

    public void remove(int id, int number) {
        if (id >= single.length) {
            return;
        }
        if (single[id] == number) {
            single[id] = NONE;
        } else if (single[id] == SEVERAL) {
            RoaringBitmap numbers = bitmap(id);
            numbers.remove(number);
            if (numbers.getCardinality() == 1) {
                single[id] = numbers.first();
                several[id] = null;
            }
        }
    }

    /** How many numbers the id has. */
    public int count(int id) {
        if (id >= single.length || single[id] == NONE) {
            return 0;
        }
        return single[id] == SEVERAL ? bitmap(id).getCardinality() : 1;
    }

    public boolean contains(int id, int number) {
        return id < single.length && (single[id] == SEVERAL ? bitmap(id).contains(number) : single[id] == number);
    }

    /** Whether the id has a number that is also in the bitmap. */
    public boolean intersects(int id, RoaringBitmap numbers) {
        if (id >= single.length || single[id] == NONE) {
            return false;
        }
        return single[id] == SEVERAL ? RoaringBitmap.intersects(bitmap(id), numbers) : numbers.contains(single[id]);
    }

    /** Calls with each number, ascending. */
    public void forEach(int id, IntConsumer consumer) {
        if (id >= single.length || single[id] == NONE) {
            return;
        }
        if (single[id] == SEVERAL) {
            bitmap(id).forEach((org.roaringbitmap.IntConsumer) consumer::accept);
        } else {
            consumer.accept(single[id]);
        }
    }

    /** The numbers of the id; to be read only, and only until the next change. */
    public RoaringBitmap of(int id) {
        if (id >= single.length || single[id] == NONE) {
            return new RoaringBitmap();
        }
        return single[id] == SEVERAL ? bitmap(id) : RoaringBitmap.bitmapOf(single[id]);
    }

    private RoaringBitmap bitmap(int id) {
        RoaringBitmap numbers = several[id];
        if (numbers == null) {
            throw new IllegalStateException("no bitmap for id " + id);
        }
        return numbers;
    }

    private void grow(int id) {
        if (id >= single.length) {
            int from = single.length;
            single = Arrays.copyOf(single, Math.max(16, Math.max(id + 1, from + (from >> 1))));
            Arrays.fill(single, from, single.length, NONE);
        }
    }
}
