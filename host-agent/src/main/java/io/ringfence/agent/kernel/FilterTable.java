package io.ringfence.agent.kernel;

import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Our part of one family's filter table.
 *
 * @param chains by name
 * @param hooks what the kernel's own chains hold of ours, by their names; a chain without an entry holds nothing
 * @param pinned chains of ours that somebody else's rules refer to: they can be emptied, not deleted
 */
public record FilterTable(Map<String, Chain> chains, Map<String, Hook> hooks, Set<String> pinned) {
    public static final FilterTable EMPTY = new FilterTable(Map.of(), Map.of(), Set.of());

    public FilterTable {
        chains = Collections.unmodifiableMap(chains);
        hooks = Map.copyOf(hooks);
        pinned = Set.copyOf(pinned);
    }

    /** Whether the kernel holds nothing of ours here. */
    public boolean isEmpty() {
        return chains.isEmpty()
                && hooks.values().stream().allMatch(hook -> hook.ours().isEmpty());
    }
}
