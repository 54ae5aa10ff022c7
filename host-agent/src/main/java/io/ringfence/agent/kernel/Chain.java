package io.ringfence.agent.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A chain of ours. Compares by name and rules; what it refers to is worked out once, because every edit asks for it. */
public final class Chain {
    /** What begins the name of every chain of ours. */
    public static final String PREFIX = "rf-";

    private final String name;
    private final List<String> rules;
    private final Set<String> chains;
    private final Set<String> sets;

    /**
     * Works out what the rules refer to.
     *
     * @param name as in the kernel
     * @param rules each without {@code -A chain}, with its comment, in the spelling of {@code iptables-save}
     */
    public Chain(String name, List<String> rules) {
        this.name = name;
        this.rules = List.copyOf(rules);
        Set<String> toChains = new LinkedHashSet<>();
        Set<String> toSets = new LinkedHashSet<>();
        for (String rule : this.rules) {
            wordsAfter(rule, " -j " + PREFIX, 4, toChains);
            wordsAfter(rule, " -g " + PREFIX, 4, toChains);
            wordsAfter(rule, "--match-set ", 12, toSets);
        }
        this.chains = Set.copyOf(toChains);
        this.sets = Set.copyOf(toSets);
    }

    private static void wordsAfter(String rule, String marker, int skip, Set<String> into) {
        for (int at = rule.indexOf(marker); at >= 0; at = rule.indexOf(marker, at + skip)) {
            int end = rule.indexOf(' ', at + skip);
            into.add(end < 0 ? rule.substring(at + skip) : rule.substring(at + skip, end));
        }
    }

    public String name() {
        return name;
    }

    public List<String> rules() {
        return rules;
    }

    /** Chains of ours that a rule jumps or goes to. */
    public Set<String> chains() {
        return chains;
    }

    /** Sets that a rule matches against. */
    public Set<String> sets() {
        return sets;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Chain chain && name.equals(chain.name) && rules.equals(chain.rules));
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + rules.hashCode();
    }

    @Override
    public String toString() {
        return name + rules;
    }
}
