package io.ringfence.agent.render;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.model.rule.Direction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds a workload's chain by its interface: a tree over the name's characters, so that a packet passes few rules on a full host. */
public final class Dispatch {
    /** A chain with more interfaces is split by their next character. */
    private static final int LEAF = 8;

    private Dispatch() {}

    /**
     * The chains of both directions' trees. An interface that is not named is dropped.
     *
     * @param interfaces plain names: no wildcard, no white space
     */
    public static List<Chain> chains(Collection<String> interfaces) {
        List<Chain> chains = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            node(direction, Names.dispatch(direction), new TreeSet<>(interfaces), chains);
        }
        return chains;
    }

    private static void node(Direction direction, String chain, NavigableSet<String> names, List<Chain> into) {
        String option = direction == Direction.INGRESS ? "-o " : "-i ";
        List<RuleText> rules = new ArrayList<>();
        SortedMap<String, NavigableSet<String>> branches = branches(names);
        int at = into.size();
        for (String name : names) {
            if (branches.isEmpty() || branches.values().stream().noneMatch(branch -> branch.contains(name))) {
                rules.add(RuleText.of(option + name, "-g " + Names.endpoint(direction, name)));
            }
        }
        branches.forEach((prefix, branch) -> {
            String child = Names.dispatch(direction) + "-" + prefix;
            rules.add(RuleText.of(option + prefix + "+", "-g " + child));
            node(direction, child, branch, into);
        });
        rules.add(RuleText.of("", "-j DROP"));
        into.add(at, new Chain(chain, RuleText.in(chain, rules)));
    }

    /** By the first character in which the names differ; groups of one stay with their parent. Empty for a leaf. */
    private static SortedMap<String, NavigableSet<String>> branches(NavigableSet<String> names) {
        SortedMap<String, NavigableSet<String>> branches = new TreeMap<>();
        if (names.size() <= LEAF) {
            return branches;
        }
        int common = commonPrefix(names.first(), names.last());
        for (String name : names) {
            if (name.length() > common) {
                branches.computeIfAbsent(name.substring(0, common + 1), prefix -> new TreeSet<>())
                        .add(name);
            }
        }
        branches.values().removeIf(branch -> branch.size() == 1);
        return branches;
    }

    private static int commonPrefix(String first, String last) {
        int length = 0;
        while (length < Math.min(first.length(), last.length()) && first.charAt(length) == last.charAt(length)) {
            length++;
        }
        return length;
    }
}
