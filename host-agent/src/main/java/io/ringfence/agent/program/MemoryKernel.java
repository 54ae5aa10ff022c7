package io.ringfence.agent.program;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A kernel made of text, for dry runs, rehearsals of large fleets and tests. It is as strict as the real one: a rule that names a chain
 * or a set that is not there fails its whole transaction, and what is in use cannot be destroyed. Any thread, one call at a time.
 */
public final class MemoryKernel implements Kernel {
    private final Map<IpVersion, Map<String, List<String>>> tables = new EnumMap<>(IpVersion.class);
    private final Map<String, MemorySet> sets = new TreeMap<>();

    public MemoryKernel() {
        for (IpVersion version : IpVersion.values()) {
            Map<String, List<String>> chains = new TreeMap<>();
            for (String chain : List.of("INPUT", "FORWARD", "OUTPUT")) {
                chains.put(chain, List.of());
            }
            tables.put(version, chains);
        }
    }

    @Override
    public synchronized String readTable(IpVersion version) {
        StringBuilder text = new StringBuilder("*filter\n");
        Map<String, List<String>> chains = chains(version);
        chains.keySet()
                .forEach(chain -> text.append(':')
                        .append(chain)
                        .append(chain.startsWith(Chain.PREFIX) ? " - [0:0]\n" : " ACCEPT [0:0]\n"));
        chains.forEach((chain, rules) -> rules.forEach(rule ->
                text.append("-A ").append(chain).append(' ').append(rule).append('\n')));
        return text.append("COMMIT\n").toString();
    }

    @Override
    public synchronized void writeTable(IpVersion version, String text) throws KernelException {
        Map<String, List<String>> chains = new TreeMap<>(chains(version));
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isEmpty() && !line.equals("*filter") && !line.equals("COMMIT")) {
                try {
                    apply(line, chains);
                } catch (IllegalArgumentException e) {
                    throw new KernelException("line " + number + " failed: " + e.getMessage() + ": " + line);
                }
            }
        }
        tables.put(version, chains);
    }

    private void apply(String line, Map<String, List<String>> chains) {
        if (line.startsWith(":")) {
            chains.put(line.substring(1, line.indexOf(' ')), List.of());
            return;
        }
        String[] words = line.split(" ", 3);
        String chain = words[1];
        List<String> rules = chains.get(chain);
        if (rules == null) {
            throw new IllegalArgumentException("no such chain");
        }
        String rest = words.length > 2 ? words[2] : "";
        List<String> edited = new ArrayList<>(rules);
        switch (words[0]) {
            case "-A" -> edited.add(checked(rest, chains));
            case "-I" -> edited.add(index(rest, rules.size() + 1), checked(afterIndex(rest), chains));
            case "-R" -> edited.set(index(rest, rules.size()), checked(afterIndex(rest), chains));
            case "-D" -> {
                if (rest.startsWith("-")) {
                    if (!edited.remove(rest)) {
                        throw new IllegalArgumentException("no such rule");
                    }
                } else {
                    edited.remove(index(rest, rules.size()));
                }
            }
            case "-X" -> {
                boolean used = chains.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(rule -> new Chain("", List.of(rule)).chains().contains(chain));
                if (!rules.isEmpty() || used) {
                    throw new IllegalArgumentException("chain is in use");
                }
                chains.remove(chain);
                return;
            }
            default -> throw new IllegalArgumentException("unknown command");
        }
        chains.put(chain, List.copyOf(edited));
    }

    private String checked(String rule, Map<String, List<String>> chains) {
        Chain parsed = new Chain("", List.of(rule));
        parsed.chains().forEach(target -> {
            if (!chains.containsKey(target)) {
                throw new IllegalArgumentException("chain " + target + " does not exist");
            }
        });
        parsed.sets().forEach(set -> {
            if (!sets.containsKey(set)) {
                throw new IllegalArgumentException("set " + set + " does not exist");
            }
        });
        return rule;
    }

    private static int index(String rest, int last) {
        int index = Integer.parseInt(rest.split(" ", 2)[0]);
        if (index < 1 || index > last) {
            throw new IllegalArgumentException("index out of range");
        }
        return index - 1;
    }

    private static String afterIndex(String rest) {
        return rest.substring(rest.indexOf(' ') + 1);
    }

    @Override
    public synchronized String readSets() {
        StringBuilder text = new StringBuilder();
        sets.forEach((name, set) -> {
            text.append("create ").append(name).append(' ').append(set.header).append('\n');
            set.members.forEach(member ->
                    text.append("add ").append(name).append(' ').append(member).append('\n'));
        });
        return text.toString();
    }

    @Override
    public synchronized void writeSets(String text) throws KernelException {
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            if (!line.isEmpty()) {
                try {
                    setCommand(line.split(" ", 3));
                } catch (IllegalArgumentException e) {
                    throw new KernelException("Error in line " + number + ": " + e.getMessage());
                }
            }
        }
    }

    private void setCommand(String[] words) {
        String name = words[1];
        switch (words[0]) {
            case "create" -> {
                MemorySet existing = sets.get(name);
                if (existing == null) {
                    sets.put(name, new MemorySet(words[2]));
                } else if (!existing.header.equals(words[2])) {
                    throw new IllegalArgumentException("set exists with other parameters: " + name);
                }
            }
            case "add" -> set(name).add(words[2]);
            case "del" -> set(name).remove(words[2]);
            case "swap" -> {
                MemorySet first = set(name);
                MemorySet second = set(words[2]);
                if (!first.shape().equals(second.shape())) {
                    throw new IllegalArgumentException("the sets cannot be swapped: their types do not match");
                }
                sets.put(name, second);
                sets.put(words[2], first);
            }
            case "destroy" -> {
                set(name);
                if (tables.values().stream()
                        .flatMap(chains -> chains.values().stream())
                        .flatMap(List::stream)
                        .anyMatch(rule -> new Chain("", List.of(rule)).sets().contains(name))) {
                    throw new IllegalArgumentException("set cannot be destroyed: it is in use");
                }
                sets.remove(name);
            }
            default -> throw new IllegalArgumentException("unknown command");
        }
    }

    private MemorySet set(String name) {
        MemorySet set = sets.get(name);
        if (set == null) {
            throw new IllegalArgumentException("the set with the given name does not exist: " + name);
        }
        return set;
    }

    private Map<String, List<String>> chains(IpVersion version) {
        return tables.getOrDefault(version, Map.of());
    }

    /** A set: what it was created with, and its members in the kernel's spelling. */
    private static final class MemorySet {
        final String header;
        final java.util.TreeSet<String> members = new java.util.TreeSet<>();

        final int maxElements;

        MemorySet(String header) {
            this.header = header;
            this.maxElements = Integer.parseInt(header.replaceAll(".* maxelem (\\d+).*", "$1"));
        }

        String shape() {
            return header.replaceAll(" maxelem \\d+", "");
        }

        void add(String member) {
            if (member.endsWith("/0")) {
                throw new IllegalArgumentException("the value of the CIDR parameter is invalid");
            }
            if (members.add(plain(member)) && members.size() > maxElements) {
                members.remove(plain(member));
                throw new IllegalArgumentException("hash is full, cannot add more elements");
            }
        }

        /** With whatever flags it has. */
        void remove(String member) {
            String plain = plain(member);
            if (!members.remove(plain)) {
                members.removeIf(each -> each.startsWith(plain + " "));
            }
        }

        static String plain(String member) {
            return Cidr.parse(member)
                    .map(cidr -> cidr.isSingleAddress() ? cidr.address() : cidr.toString())
                    .orElse(member);
        }
    }
}
