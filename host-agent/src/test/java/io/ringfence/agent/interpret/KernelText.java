package io.ringfence.agent.interpret;

import io.ringfence.model.net.AddressPort;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.SetMember;
import io.ringfence.model.verdict.Packet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One family's filter table and all sets, ready to judge. */
public final class KernelText {
    private final Map<String, List<TextRule>> chains = new HashMap<>();

    /**
     * Reads the texts.
     *
     * @param table as {@code iptables-save -t filter} prints it
     * @param sets as {@code ipset save} prints them
     */
    public KernelText(IpVersion version, String table, String sets) {
        Map<String, List<SetMember>> members = new HashMap<>();
        for (String line : sets.split("\n", -1)) {
            String[] words = line.split(" ", -1);
            if (words[0].equals("create")) {
                members.put(words[1], new ArrayList<>());
            } else if (words[0].equals("add")) {
                members.getOrDefault(words[1], new ArrayList<>())
                        .add(words[2].contains(",") ? AddressPort.of(words[2]) : Cidr.of(words[2]));
            }
        }
        for (String line : table.split("\n", -1)) {
            if (line.startsWith(":")) {
                chains.put(line.substring(1, line.indexOf(' ')), new ArrayList<>());
            } else if (line.startsWith("-A ")) {
                int space = line.indexOf(' ', 3);
                chain(line.substring(3, space)).add(TextRule.parse(version, line.substring(space + 1), members));
            }
        }
    }

    private List<TextRule> chain(String name) {
        List<TextRule> rules = chains.get(name);
        if (rules == null) {
            throw new IllegalStateException("no such chain: " + name);
        }
        return rules;
    }

    /** Where a walk goes on after a chain ends. */
    private record Position(List<TextRule> rules, int next) {}

    /**
     * Whether the first packet of a connection passes one of the kernel's chains, whose policy is to accept.
     *
     * @param in interface it came by; empty for one of the host's own
     * @param out interface it leaves by; empty for one to the host
     */
    public boolean passes(String hook, String in, String out, Packet packet) {
        Deque<Position> callers = new ArrayDeque<>();
        List<TextRule> rules = chain(hook);
        int at = 0;
        int mark = 0xdeadbeef;
        for (int steps = 0; steps < 1_000_000; steps++) {
            if (at == rules.size()) {
                if (callers.isEmpty()) {
                    return true;
                }
                Position caller = callers.pop();
                rules = caller.rules;
                at = caller.next;
                continue;
            }
            TextRule rule = rules.get(at++);
            if (!rule.matches(in, out, packet, mark)) {
                continue;
            }
            switch (rule.target()) {
                case TextRule.Accept accept -> {
                    return true;
                }
                case TextRule.Drop drop -> {
                    return false;
                }
                case TextRule.Return returned -> at = rules.size();
                case TextRule.Log log -> {
                    // Goes on.
                }
                case TextRule.Mark set -> mark = (mark & ~set.mask()) ^ set.value();
                case TextRule.Jump jump -> {
                    callers.push(new Position(rules, at));
                    rules = chain(jump.chain());
                    at = 0;
                }
                case TextRule.Goto to -> {
                    rules = chain(to.chain());
                    at = 0;
                }
            }
        }
        throw new IllegalStateException("a packet walks in circles");
    }
}
