package io.ringfence.compiler.resolve;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Counts who needs something, and remembers whose count left or reached zero since this was last asked. */
public final class Needs<K> {
    private final Map<K, Count> counts = new HashMap<>();
    private Set<K> turned = new HashSet<>();

    private static final class Count {
        int value;
    }

    public boolean isNeeded(K key) {
        return counts.containsKey(key);
    }

    /** Everything that is needed. */
    public Set<K> needed() {
        return counts.keySet();
    }

    /** One more needs it. Returns whether it is the first. */
    boolean add(K key) {
        Count count = counts.computeIfAbsent(key, k -> new Count());
        if (count.value++ > 0) {
            return false;
        }
        turned.add(key);
        return true;
    }

    /** One less needs it. Returns whether it was the last. */
    boolean remove(K key) {
        Count count = counts.get(key);
        if (count == null) {
            throw new IllegalStateException("not needed: " + key);
        }
        if (--count.value > 0) {
            return false;
        }
        counts.remove(key);
        turned.add(key);
        return true;
    }

    /** What became needed or unneeded since the last call; may have turned twice and so be as it was. */
    public Set<K> takeTurned() {
        Set<K> taken = turned;
        turned = new HashSet<>();
        return taken;
    }
}
