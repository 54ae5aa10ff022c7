package io.ringfence.compiler.match;

import java.util.Arrays;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * The inverted index: which things have a label, and which have it with a value. Labels and pairs are numbered as long as someone holds
 * them. Memory: a name or value is kept once, however many things have it.
 */
final class Labels {
    private static final int NONE = -1;

    private final IdTable<String> names = new IdTable<>();
    private final IdTable<LabelPair> pairs = new IdTable<>();
    private final Postings thingsByName = new Postings();
    private final Postings thingsByPair = new Postings();

    /** By pair: how many hold it (things, profiles). */
    private int[] holders = new int[16];

    /** By pair: its label's number. */
    private int[] nameOf = new int[16];

    /** The pairs of one label form a list: by label its first, by pair its neighbours. */
    private int[] firstOf = new int[16];

    private int[] nextOf = new int[16];
    private int[] previousOf = new int[16];

    /** Number of the pair, which its caller holds from now on. */
    int hold(String name, String value) {
        LabelPair wanted = new LabelPair(name, value);
        int pair = pairs.idOf(wanted);
        if (pair == IdTable.ABSENT) {
            int id = names.idOf(name);
            pair = pairs.add(id == IdTable.ABSENT ? wanted : new LabelPair(names.get(id), value));
        }
        if (pair >= holders.length) {
            int length = pair * 2;
            holders = Arrays.copyOf(holders, length);
            nameOf = Arrays.copyOf(nameOf, length);
            nextOf = Arrays.copyOf(nextOf, length);
            previousOf = Arrays.copyOf(previousOf, length);
        }
        if (holders[pair]++ == 0) {
            link(pair, name);
        }
        return pair;
    }

    /** Numbers of all pairs, ascending; all held. */
    int[] hold(Map<String, String> labels) {
        int[] held = new int[labels.size()];
        int i = 0;
        for (Map.Entry<String, String> label : labels.entrySet()) {
            held[i++] = hold(label.getKey(), label.getValue());
        }
        Arrays.sort(held);
        return held;
    }

    /** Gives up what {@link #hold} gave. The caller must have taken its things off the pairs before. */
    void release(int[] held) {
        for (int pair : held) {
            if (--holders[pair] == 0) {
                unlink(pair);
                pairs.remove(pair);
            }
        }
    }

    String nameOf(int pair) {
        return pairs.get(pair).name();
    }

    String valueOf(int pair) {
        return pairs.get(pair).value();
    }

    /** Whether two pairs are of one label; then they exclude each other. */
    boolean sameName(int pair, int other) {
        return nameOf[pair] == nameOf[other];
    }

    void addThing(int pair, int thing) {
        thingsByPair.add(pair, thing);
        thingsByName.add(nameOf[pair], thing);
    }

    /** A thing that gets another value of the same label must lose the old one first. */
    void removeThing(int pair, int thing) {
        thingsByPair.remove(pair, thing);
        thingsByName.remove(nameOf[pair], thing);
    }

    /** Things that have the label; to be read only. */
    RoaringBitmap having(String name) {
        int id = names.idOf(name);
        return id == IdTable.ABSENT ? new RoaringBitmap() : thingsByName.of(id);
    }

    /** Things that have the label with this value; to be read only. */
    RoaringBitmap having(String name, String value) {
        int id = pairs.idOf(new LabelPair(name, value));
        return id == IdTable.ABSENT ? new RoaringBitmap() : thingsByPair.of(id);
    }

    /** Things whose value of the label passes the test. Cost: the number of different values of the label. */
    RoaringBitmap having(String name, Predicate<String> test) {
        RoaringBitmap things = new RoaringBitmap();
        int id = names.idOf(name);
        if (id != IdTable.ABSENT) {
            IntConsumer add = things::add;
            for (int pair = firstOf[id]; pair != NONE; pair = nextOf[pair]) {
                if (test.test(valueOf(pair))) {
                    thingsByPair.forEach(pair, add);
                }
            }
        }
        return things;
    }

    /** How many things have the label. */
    int count(String name) {
        int id = names.idOf(name);
        return id == IdTable.ABSENT ? 0 : thingsByName.count(id);
    }

    /** How many things have the label with this value. */
    int count(String name, String value) {
        int id = pairs.idOf(new LabelPair(name, value));
        return id == IdTable.ABSENT ? 0 : thingsByPair.count(id);
    }

    boolean isEmpty() {
        return names.isEmpty() && pairs.isEmpty();
    }

    private void link(int pair, String name) {
        int id = names.idOf(name);
        if (id == IdTable.ABSENT) {
            id = names.add(name);
            if (id >= firstOf.length) {
                firstOf = Arrays.copyOf(firstOf, id * 2);
            }
            firstOf[id] = NONE;
        }
        nameOf[pair] = id;
        nextOf[pair] = firstOf[id];
        previousOf[pair] = NONE;
        if (firstOf[id] != NONE) {
            previousOf[firstOf[id]] = pair;
        }
        firstOf[id] = pair;
    }

    private void unlink(int pair) {
        int id = nameOf[pair];
        if (previousOf[pair] == NONE) {
            firstOf[id] = nextOf[pair];
        } else {
            nextOf[previousOf[pair]] = nextOf[pair];
        }
        if (nextOf[pair] != NONE) {
            previousOf[nextOf[pair]] = previousOf[pair];
        }
        if (firstOf[id] == NONE) {
            names.remove(id);
        }
    }
}
