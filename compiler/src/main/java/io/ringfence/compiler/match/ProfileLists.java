package io.ringfence.compiler.match;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * The lists of profiles that things name, each list once, with the labels it gives. A profile that does not exist gives none, until it
 * comes.
 */
final class ProfileLists {
    private static final int[] NO_LABELS = new int[0];

    private final Labels labels;
    private final IdTable<List<String>> lists = new IdTable<>();
    private final PostingMap<String> listsByProfile = new PostingMap<>();
    private final Postings thingsByList = new Postings();

    /** By profile: the pairs it gives, at most one a label, each held in {@link #labels}. Only profiles that exist. */
    private final Map<String, int[]> given = new HashMap<>();

    /** By list: how many things name it. */
    private int[] holders = new int[16];

    /** By list: the pairs its profiles give together; the first definition of a label wins. */
    private int[][] inherited = new int[16][];

    ProfileLists(Labels labels) {
        this.labels = labels;
    }

    /** Number of the list, which its caller holds from now on. */
    int hold(List<String> profiles) {
        int list = lists.add(profiles);
        if (list >= holders.length) {
            holders = Arrays.copyOf(holders, list * 2);
            inherited = Arrays.copyOf(inherited, list * 2);
        }
        if (holders[list]++ == 0) {
            for (String profile : profiles) {
                listsByProfile.add(profile, list);
            }
            inherited[list] = together(profiles);
        }
        return list;
    }

    /** Gives up what {@link #hold} gave. */
    void release(int list) {
        if (--holders[list] == 0) {
            for (String profile : lists.get(list)) {
                listsByProfile.remove(profile, list);
            }
            inherited[list] = NO_LABELS;
            lists.remove(list);
        }
    }

    List<String> names(int list) {
        return lists.get(list);
    }

    void addThing(int list, int thing) {
        thingsByList.add(list, thing);
    }

    void removeThing(int list, int thing) {
        thingsByList.remove(list, thing);
    }

    /** Things that name the list; to be read only. */
    RoaringBitmap things(int list) {
        return thingsByList.of(list);
    }

    /** Pairs that the list gives; at most one a label. */
    int[] inherited(int list) {
        return inherited[list];
    }

    /** What a profile gives, or null when it does not exist. */
    int @Nullable [] given(String profile) {
        return given.get(profile);
    }

    /**
     * Sets what a profile gives; the pairs must be held.
     *
     * @param pairs null when the profile does not exist
     */
    void give(String profile, int @Nullable [] pairs) {
        if (pairs == null) {
            given.remove(profile);
        } else {
            given.put(profile, pairs);
        }
    }

    /** Calls with each list that names the profile. */
    void forEachNaming(String profile, IntConsumer consumer) {
        listsByProfile.forEach(profile, consumer);
    }

    /** Reckons anew what a list gives. */
    void refresh(int list) {
        inherited[list] = together(lists.get(list));
    }

    /** A thing's labels: its own, then what the list gives and it does not define itself. */
    int[] effective(int[] own, int[] inheritedPairs) {
        if (inheritedPairs.length == 0) {
            return own;
        }
        int[] all = Arrays.copyOf(own, own.length + inheritedPairs.length);
        int length = own.length;
        for (int pair : inheritedPairs) {
            if (!defines(all, own.length, pair)) {
                all[length++] = pair;
            }
        }
        return length == all.length ? all : Arrays.copyOf(all, length);
    }

    boolean isEmpty() {
        return lists.isEmpty() && given.isEmpty() && listsByProfile.size() == 0;
    }

    private int[] together(List<String> profiles) {
        int[] all = NO_LABELS;
        for (String profile : profiles) {
            int[] pairs = given.get(profile);
            if (pairs != null) {
                all = effective(all, pairs);
            }
        }
        return all;
    }

    private boolean defines(int[] pairs, int length, int pair) {
        for (int i = 0; i < length; i++) {
            if (labels.sameName(pairs[i], pair)) {
                return true;
            }
        }
        return false;
    }
}
