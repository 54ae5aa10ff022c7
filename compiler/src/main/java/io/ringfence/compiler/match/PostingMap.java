package io.ringfence.compiler.match;

import java.util.function.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/** For each key a set of numbers; a key without numbers takes no place. */
public final class PostingMap<K> {
    private final IdTable<K> keys = new IdTable<>();
    private final Postings postings = new Postings();

    public void add(K key, int number) {
        postings.add(keys.add(key), number);
    }

    public void remove(K key, int number) {
        int id = keys.idOf(key);
        if (id != IdTable.ABSENT) {
            postings.remove(id, number);
            if (postings.count(id) == 0) {
                keys.remove(id);
            }
        }
    }

    public int count(K key) {
        int id = keys.idOf(key);
        return id == IdTable.ABSENT ? 0 : postings.count(id);
    }

    /** Whether the key has a number that is also in the bitmap. */
    public boolean intersects(K key, RoaringBitmap numbers) {
        int id = keys.idOf(key);
        return id != IdTable.ABSENT && postings.intersects(id, numbers);
    }

    /** Calls with each number, ascending. */
    public void forEach(K key, IntConsumer consumer) {
        int id = keys.idOf(key);
        if (id != IdTable.ABSENT) {
            postings.forEach(id, consumer);
        }
    }

    /** How many keys have numbers. */
    public int size() {
        return keys.size();
    }
}
