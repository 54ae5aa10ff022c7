package io.ringfence.agent.reconcile;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.FilterTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Frees sets that have to be destroyed while rules still name them: those rules deny everything for as long as it takes. */
public final class Release {
    private Release() {}

    /** The observed table without a rule that names one of the sets; the same object when none does. */
    public static FilterTable of(FilterTable observed, Set<String> sets) {
        Map<String, Chain> chains = new HashMap<>(observed.chains());
        boolean released = false;
        for (Chain chain : observed.chains().values()) {
            if (chain.sets().stream().noneMatch(sets::contains)) {
                continue;
            }
            released = true;
            chains.put(
                    chain.name(),
                    new Chain(
                            chain.name(),
                            chain.rules().stream()
                                    .map(rule -> new Chain(chain.name(), java.util.List.of(rule))
                                                    .sets().stream().anyMatch(sets::contains)
                                            ? "-m comment --comment \"rf:released\" -j DROP"
                                            : rule)
                                    .toList()));
        }
        return released ? new FilterTable(chains, observed.hooks(), observed.pinned()) : observed;
    }
}
