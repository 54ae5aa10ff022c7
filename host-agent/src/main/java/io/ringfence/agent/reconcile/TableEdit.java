package io.ringfence.agent.reconcile;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.FilterTable;
import io.ringfence.agent.kernel.Hook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The edit of one family's filter table, one transaction.
 *
 * @param lines commands between {@code *filter} and {@code COMMIT}; empty when nothing differs
 * @param changed names of the chains that differ, the kernel's own included
 * @param after what the kernel holds once the edit is done
 */
public record TableEdit(List<String> lines, List<String> changed, FilterTable after) {
    private static final String FLUSH = " - [0:0]";

    /** Where our jump stands in the kernel's own chains. */
    public enum Placement {
        INSERT,
        APPEND
    }

    /**
     * The least that has to be done.
     *
     * @param wanted its hooks name the one rule of ours in each of the kernel's chains
     * @param observed what the kernel holds
     */
    public static TableEdit between(FilterTable wanted, FilterTable observed, Placement placement) {
        List<String> made = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        Map<String, Chain> kept = new LinkedHashMap<>(wanted.chains());
        for (Chain chain : wanted.chains().values()) {
            Chain held = observed.chains().get(chain.name());
            if (held == null) {
                made.add(":" + chain.name() + FLUSH);
                changed.add(chain.name());
                chain.rules().forEach(rule -> rules.add("-A " + chain.name() + " " + rule));
            } else if (!held.equals(chain)) {
                changed.add(chain.name());
                rules.addAll(LineEdit.between(chain.name(), held.rules(), chain.rules()));
            }
        }
        for (Chain held : observed.chains().values()) {
            if (wanted.chains().containsKey(held.name())) {
                continue;
            }
            if (!observed.pinned().contains(held.name())) {
                changed.add(held.name());
                made.add(":" + held.name() + FLUSH);
                removed.add("-X " + held.name());
            } else {
                if (!held.rules().isEmpty()) {
                    changed.add(held.name());
                    made.add(":" + held.name() + FLUSH);
                }
                kept.put(held.name(), new Chain(held.name(), List.of()));
            }
        }
        Map<String, Hook> hooks = new LinkedHashMap<>();
        wanted.hooks().forEach((name, want) -> {
            Hook held = observed.hooks().getOrDefault(name, Hook.NONE);
            if (!inPlace(want, held, placement)) {
                changed.add(name);
                // By their text, never by number: others edit this chain too.
                held.ours().forEach(rule -> rules.add("-D " + name + " " + rule));
                want.ours()
                        .forEach(rule -> rules.add(
                                placement == Placement.INSERT
                                        ? "-I " + name + " 1 " + rule
                                        : "-A " + name + " " + rule));
                hooks.put(name, new Hook(want.ours(), placement == Placement.INSERT, placement == Placement.APPEND));
            } else {
                hooks.put(name, held);
            }
        });
        List<String> lines = new ArrayList<>(made);
        lines.addAll(rules);
        lines.addAll(removed);
        return new TableEdit(lines, changed, new FilterTable(kept, hooks, observed.pinned()));
    }

    private static boolean inPlace(Hook wanted, Hook held, Placement placement) {
        return held.ours().equals(wanted.ours()) && (placement == Placement.INSERT ? held.first() : held.last());
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Input for {@code iptables-restore --noflush}. */
    public String text() {
        StringBuilder text = new StringBuilder("*filter\n");
        lines.forEach(line -> text.append(line).append('\n'));
        return text.append("COMMIT\n").toString();
    }
}
