package io.ringfence.compiler.resolve;

import io.ringfence.compiler.match.Matcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sets that some owned shard needs. The matcher is asked about their selectors for as long as that is so. */
final class NeededSets {
    private final Matcher matcher;

    /** By the matcher's number of the selector. */
    private final Map<Integer, List<MemberSet>> bySelector = new HashMap<>();

    NeededSets(Matcher matcher) {
        this.matcher = matcher;
    }

    /** Those with the selector of this number: its addresses, and its ports by their names. */
    List<MemberSet> of(int selector) {
        return bySelector.getOrDefault(selector, List.of());
    }

    /** One shard more needs it. */
    void need(MemberSet set) {
        if (set.need()) {
            set.asked(matcher.ask(set.meaning().selector()));
            bySelector
                    .computeIfAbsent(set.asked(), selector -> new ArrayList<>(1))
                    .add(set);
        }
    }

    /** One shard less. */
    void unneed(MemberSet set) {
        if (set.unneed()) {
            int selector = set.stopAsking();
            List<MemberSet> alike = of(selector);
            alike.remove(set);
            if (alike.isEmpty()) {
                bySelector.remove(selector);
            }
            matcher.release(selector);
        }
    }

    boolean isEmpty() {
        return bySelector.isEmpty();
    }
}
