package io.ringfence.agent.render;

import java.util.ArrayList;
import java.util.List;

/**
 * A kernel rule before it has a chain, in the order in which {@code iptables-save} prints one.
 *
 * @param basics source, destination, interfaces and protocol, in that order; empty for none
 * @param matches the extensions after the comment, each with its {@code -m}
 * @param target {@code -j} or {@code -g} with its options
 */
record RuleText(String basics, List<String> matches, String target) {
    /** Part of every hash, so that a rule of an older format is replaced even where its text is the same. */
    private static final String FORMAT = "1";

    RuleText {
        matches = List.copyOf(matches);
    }

    static RuleText of(String basics, String target) {
        return new RuleText(basics, List.of(), target);
    }

    static RuleText matching(String match, String target) {
        return new RuleText("", List.of(match), target);
    }

    /** The rule's whole text; the comment is a hash of the chain and all else, not of the position. */
    String in(String chain) {
        String after = matches.isEmpty() ? target : String.join(" ", matches) + " " + target;
        String hash = Names.hash(FORMAT + " " + chain + " " + basics + " " + after, 16);
        return (basics.isEmpty() ? "" : basics + " ") + "-m comment --comment \"rf:" + hash + "\" " + after;
    }

    static List<String> in(String chain, List<RuleText> rules) {
        List<String> texts = new ArrayList<>(rules.size());
        rules.forEach(rule -> texts.add(rule.in(chain)));
        return texts;
    }
}
