package io.ringfence.agent.observe;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.FilterTable;
import io.ringfence.agent.kernel.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code iptables-save -t filter}. */
public final class TableParser {
    private static final Pattern TARGET = Pattern.compile(" -[jg] (rf-\\S+)");
    private static final Set<String> KERNEL_CHAINS = Set.of("INPUT", "FORWARD", "OUTPUT");

    private final Map<String, List<String>> chains = new LinkedHashMap<>();
    private final Map<String, List<String>> kernelChains = new HashMap<>();
    private final Set<String> pinned = new HashSet<>();

    private TableParser() {}

    /**
     * Our part of the table.
     *
     * @param save empty text means that the kernel has no such table yet
     * @throws UnreadableException when the text is no complete save
     */
    public static FilterTable parse(String save) {
        return new TableParser().table(save);
    }

    private FilterTable table(String save) {
        boolean inside = false;
        boolean complete = save.isBlank();
        for (String line : save.split("\n", -1)) {
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("*")) {
                inside = line.equals("*filter");
                complete = false;
            } else if (line.equals("COMMIT")) {
                inside = false;
                complete = true;
            } else if (inside) {
                line(line);
            } else if (complete) {
                throw new UnreadableException("not iptables-save: " + line);
            }
        }
        if (!complete) {
            throw new UnreadableException("iptables-save ends early");
        }
        Map<String, Chain> ours = new HashMap<>();
        chains.forEach((name, rules) -> ours.put(name, new Chain(name, rules)));
        Map<String, Hook> hooks = new HashMap<>();
        kernelChains.forEach((name, rules) -> hooks.put(name, hook(rules)));
        pinned.retainAll(chains.keySet());
        return new FilterTable(ours, hooks, pinned);
    }

    private void line(String line) {
        if (line.startsWith(":")) {
            int space = line.indexOf(' ');
            if (space < 0) {
                throw new UnreadableException("not iptables-save: " + line);
            }
            String name = line.substring(1, space);
            if (name.startsWith(Chain.PREFIX)) {
                chains.put(name, new ArrayList<>());
            } else if (KERNEL_CHAINS.contains(name)) {
                kernelChains.put(name, new ArrayList<>());
            }
            return;
        }
        if (!line.startsWith("-A ") || line.indexOf(' ', 3) < 0) {
            throw new UnreadableException("not iptables-save: " + line);
        }
        int space = line.indexOf(' ', 3);
        String chain = line.substring(3, space);
        List<String> rules = chains.get(chain);
        List<String> kernelRules = kernelChains.get(chain);
        if (rules != null) {
            rules.add(Spelling.canonical(line.substring(space + 1)));
        } else if (kernelRules != null) {
            kernelRules.add(line.substring(space + 1));
        } else {
            Matcher target = TARGET.matcher(line);
            if (target.find()) {
                pinned.add(target.group(1));
            }
        }
    }

    private static Hook hook(List<String> rules) {
        List<String> ours = rules.stream().filter(TableParser::isOurs).toList();
        return ours.isEmpty() ? Hook.NONE : new Hook(ours, isOurs(rules.getFirst()), isOurs(rules.getLast()));
    }

    /** In the kernel's own chains ours are those that lead to a chain of ours, of whatever format. */
    private static boolean isOurs(String rule) {
        return TARGET.matcher(" " + rule).find();
    }
}
