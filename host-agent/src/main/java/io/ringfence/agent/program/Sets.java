package io.ringfence.agent.program;

import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.agent.observe.SetParser;
import io.ringfence.agent.observe.UnreadableException;
import io.ringfence.agent.reconcile.SetEdit;
import io.ringfence.agent.render.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kernel's sets, as last known. Owner: the agent's thread. */
final class Sets {
    /** Sets that fail are left out one by one; when this many rounds did not do, the rest waits for the next attempt. */
    private static final int MAX_ROUNDS = 16;

    /** The kernel takes tens of milliseconds to destroy one; so few at a time. */
    private static final int MAX_DESTROYED_AT_ONCE = 4;

    private static final Pattern LINE = Pattern.compile("Error in line (\\d+):");

    private final Kernel kernel;
    private @Nullable Map<String, KernelSet> known;

    /** Could not be destroyed; tried again after the next reading. */
    private final Set<String> stuck = new HashSet<>();

    Sets(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Lines written, and the sets that could not be made as wanted, with the kernel's message. */
    record Written(int lines, Map<String, String> failed) {}

    void forget() {
        known = null;
        stuck.clear();
    }

    Map<String, KernelSet> known() throws KernelException {
        Map<String, KernelSet> sets = known;
        if (sets == null) {
            try {
                sets = SetParser.parse(kernel.readSets());
            } catch (UnreadableException e) {
                throw new KernelException(String.valueOf(e.getMessage()));
            }
            known = sets;
        }
        return sets;
    }

    /** Names of sets whose place is taken by a set of another type. */
    Set<String> misshapen(Map<String, KernelSet> wanted) throws KernelException {
        Map<String, KernelSet> held = known();
        Set<String> names = new TreeSet<>();
        wanted.values().forEach(set -> {
            if (SetEdit.mustBeDestroyed(set, held.get(set.name()))) {
                names.add(set.name());
            }
        });
        return names;
    }

    /** Creates and fills; one process unless something fails. */
    Written write(Collection<KernelSet> wanted) throws KernelException {
        Map<String, String> failed = new TreeMap<>();
        boolean second = false;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Map<String, KernelSet> held = known();
            List<String> lines = new ArrayList<>();
            List<String> owners = new ArrayList<>();
            Map<String, KernelSet> after = new HashMap<>();
            for (KernelSet set : wanted) {
                KernelSet before = held.get(set.name());
                if (set.equals(before) || failed.containsKey(set.name())) {
                    continue;
                }
                if (SetEdit.mustBeDestroyed(set, before)) {
                    lines.add("destroy " + set.name());
                    before = null;
                }
                SetEdit edit = SetEdit.between(set, before, held.containsKey(Names.temporary(set.name())));
                lines.addAll(edit.lines());
                while (owners.size() < lines.size()) {
                    owners.add(set.name());
                }
                after.put(set.name(), edit.after(before));
            }
            if (lines.isEmpty()) {
                held.putAll(after);
                return new Written(0, failed);
            }
            try {
                kernel.writeSets(String.join("\n", lines) + "\n");
                held.putAll(after);
                return new Written(lines.size(), failed);
            } catch (KernelException e) {
                known = null;
                Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
                int number = line.find() ? Integer.parseInt(line.group(1)) : 0;
                if (number < 1 || number > owners.size()) {
                    throw e;
                }
                if (second) {
                    failed.put(owners.get(number - 1), String.valueOf(e.getMessage()));
                }
                // The first failure may be the moment's; from the second on the set at fault is left out.
                second = true;
            }
        }
        throw new KernelException("too many sets fail: " + failed);
    }

    /**
     * Destroys a few sets that nobody needs any more.
     *
     * @param needed names of sets that are wanted or that a rule still names
     * @return whether more are left
     */
    boolean sweep(Set<String> needed) throws KernelException {
        Map<String, KernelSet> held = known();
        List<String> names = held.keySet().stream()
                .filter(name -> !needed.contains(name) && !stuck.contains(name))
                .sorted()
                .limit(MAX_DESTROYED_AT_ONCE)
                .toList();
        if (names.isEmpty()) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append("destroy ").append(name).append('\n'));
        try {
            kernel.writeSets(text.toString());
            names.forEach(held::remove);
        } catch (KernelException e) {
            Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
            int number = line.find() ? Integer.parseInt(line.group(1)) : 0;
            if (number < 1 || number > names.size()) {
                known = null;
                throw e;
            }
            names.subList(0, number - 1).forEach(held::remove);
            stuck.add(names.get(number - 1));
        }
        return true;
    }

    /** Sets that are ours, needed by nobody, and that the kernel will not let go. */
    Set<String> stuck() {
        return Set.copyOf(stuck);
    }
}
