package io.ringfence.agent.program;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.FilterTable;
import io.ringfence.agent.kernel.KernelSet;
import io.ringfence.agent.reconcile.SetEdit;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.Rendered;
import io.ringfence.model.net.IpVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Programs one host: sets, then both families' rules at once, then, by and by, destruction. Owner: the agent's thread. */
public final class Programmer {
    private static final Executor OTHER_FAMILY = command -> Thread.ofVirtual().start(command);

    private final Sets sets;
    private final Map<IpVersion, Table> tables = new EnumMap<>(IpVersion.class);
    private @Nullable Rendered last;

    public Programmer(Kernel kernel, Placement placement) {
        this.sets = new Sets(kernel);
        for (IpVersion version : IpVersion.values()) {
            tables.put(version, new Table(kernel, version, placement));
        }
    }

    /** Whether the kernel holds no chain and no rule of ours yet. */
    public boolean isBlank() throws KernelException {
        boolean blank = true;
        for (Table table : tables.values()) {
            blank &= table.known().isEmpty();
        }
        return blank;
    }

    /** Makes the kernel hold {@code wanted}; reads only what is not known. */
    public Outcome apply(Rendered wanted) {
        last = wanted;
        int edits = 0;
        Map<String, String> held = new TreeMap<>();
        try {
            Set<String> misshapen = sets.misshapen(wanted.sets());
            if (!misshapen.isEmpty()) {
                for (Table table : tables.values()) {
                    edits += table.release(misshapen);
                }
            }
            Sets.Written written = sets.write(wanted.sets().values());
            edits += written.lines();
            CompletableFuture<Table.Written> other =
                    CompletableFuture.supplyAsync(() -> write(IpVersion.V6, wanted, written.failed()), OTHER_FAMILY);
            Table.Written first = null;
            KernelException failure = null;
            try {
                first = table(IpVersion.V4).write(wanted, written.failed());
            } catch (KernelException e) {
                failure = e;
            }
            Table.Written second = join(other);
            if (first == null) {
                throw failure == null ? new KernelException("not written") : failure;
            }
            edits += first.lines() + second.lines();
            held.putAll(second.held());
            held.putAll(first.held());
            return new Outcome(edits, held, List.of(), null);
        } catch (KernelException e) {
            forget();
            return new Outcome(edits, held, List.of(), String.valueOf(e.getMessage()));
        }
    }

    private Table.Written write(IpVersion version, Rendered wanted, Map<String, String> failedSets) {
        try {
            return table(version).write(wanted, failedSets);
        } catch (KernelException e) {
            throw new CompletionException(e);
        }
    }

    private static Table.Written join(CompletableFuture<Table.Written> other) throws KernelException {
        try {
            return other.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof KernelException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** Reads everything anew and mends what differs from {@code wanted}; the outcome names what had changed behind our back. */
    public Outcome refresh(Rendered wanted) {
        List<String> repairs = new ArrayList<>();
        try {
            Map<String, KernelSet> before = new HashMap<>(sets.known());
            sets.forget();
            Map<String, KernelSet> after = sets.known();
            before.forEach((name, set) -> {
                KernelSet found = after.get(name);
                if (found == null) {
                    repairs.add("set " + name + " was missing");
                } else if (SetEdit.mustBeDestroyed(set, found)) {
                    repairs.add("set " + name + " was of another type");
                } else if (!SetEdit.between(set, found, false).lines().isEmpty()) {
                    repairs.add("set " + name + " had other members");
                }
            });
            for (Table table : tables.values()) {
                repairs.addAll(table.reread());
            }
        } catch (KernelException e) {
            forget();
            return new Outcome(0, Map.of(), repairs, String.valueOf(e.getMessage()));
        }
        tables.values().forEach(Table::retryHeld);
        Outcome outcome = apply(wanted);
        return new Outcome(outcome.edits(), outcome.held(), repairs, outcome.failure());
    }

    /** Lets every held endpoint be tried again at the next {@link #apply}. */
    public void retryHeld() {
        tables.values().forEach(Table::retryHeld);
    }

    /** Destroys a few sets that nobody needs; returns whether to call again soon. A set that is in use stays until the next refresh. */
    public boolean sweep() throws KernelException {
        Rendered wanted = last;
        if (wanted == null) {
            return false;
        }
        Set<String> needed = new HashSet<>(wanted.sets().keySet());
        for (Table table : tables.values()) {
            for (Chain chain : table.known().chains().values()) {
                needed.addAll(chain.sets());
            }
        }
        return sets.sweep(needed);
    }

    /** What the kernel holds, for people. */
    public FilterTable held(IpVersion version) throws KernelException {
        return table(version).known();
    }

    private void forget() {
        sets.forget();
        tables.values().forEach(Table::forget);
    }

    private Table table(IpVersion version) {
        return java.util.Objects.requireNonNull(tables.get(version));
    }
}
