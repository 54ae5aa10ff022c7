package io.ringfence.agent.program;

import io.ringfence.agent.kernel.FilterTable;
import io.ringfence.agent.observe.TableParser;
import io.ringfence.agent.observe.UnreadableException;
import io.ringfence.agent.reconcile.Assembly;
import io.ringfence.agent.reconcile.Release;
import io.ringfence.agent.reconcile.TableEdit;
import io.ringfence.agent.reconcile.TableEdit.Placement;
import io.ringfence.agent.render.Rendered;
import io.ringfence.agent.render.Rendered.RenderedEndpoint;
import io.ringfence.model.net.IpVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One family's filter table, as last known. Owner: the agent's thread, or the one it waits for. */
final class Table {
    /** Attempts in search of the endpoints at fault; then all that are left in doubt are held back. */
    private static final int MAX_ATTEMPTS = 64;

    private final Kernel kernel;
    private final IpVersion version;
    private final Placement placement;
    private @Nullable FilterTable known;

    /** Endpoints that failed, by interface, with the message; held without another attempt until {@link #retryHeld} or their chains change. */
    private final Map<String, Held> held = new HashMap<>();

    Table(Kernel kernel, IpVersion version, Placement placement) {
        this.kernel = kernel;
        this.version = version;
        this.placement = placement;
    }

    /** Lines written, and the endpoints held back with the message. */
    record Written(int lines, Map<String, String> held) {}

    /** What was tried for an endpoint and why it failed. */
    private record Held(Set<io.ringfence.agent.kernel.Chain> tried, String message) {}

    void forget() {
        known = null;
    }

    void retryHeld() {
        held.clear();
    }

    FilterTable known() throws KernelException {
        FilterTable table = known;
        if (table == null) {
            try {
                table = TableParser.parse(kernel.readTable(version));
            } catch (UnreadableException e) {
                throw new KernelException(String.valueOf(e.getMessage()));
            }
            known = table;
        }
        return table;
    }

    /** Reads anew; returns in words what differs from what was known. */
    List<String> reread() throws KernelException {
        FilterTable before = known();
        known = null;
        List<String> changed = TableEdit.between(before, known(), placement).changed();
        return changed.stream()
                .map(chain -> "IPv" + version.number() + " chain " + chain + " had changed")
                .toList();
    }

    /** Replaces rules that name the sets by denials, so that the sets can be destroyed. */
    int release(Set<String> setNames) throws KernelException {
        FilterTable before = known();
        FilterTable released = Release.of(before, setNames);
        if (released.equals(before)) {
            return 0;
        }
        FilterTable wanted = new FilterTable(released.chains(), Map.of(), Set.of());
        TableEdit edit = TableEdit.between(wanted, before, placement);
        kernel.writeTable(version, edit.text());
        known = new FilterTable(edit.after().chains(), before.hooks(), before.pinned());
        return edit.lines().size();
    }

    /** One process when the kernel agrees; none when nothing differs. */
    Written write(Rendered wanted, Map<String, String> failedSets) throws KernelException {
        Map<String, String> messages = new TreeMap<>();
        if (!failedSets.isEmpty()) {
            Assembly assembly = new Assembly(wanted, version, known());
            failedSets.forEach(
                    (set, message) -> assembly.needing(Set.of(set)).forEach(name -> messages.put(name, message)));
        }
        if (!held.isEmpty()) {
            stillHeld(wanted, messages);
        }
        int lines = 0;
        String failure = null;
        for (int attempt = 0; attempt < 2; attempt++) {
            try {
                return new Written(lines + attempt(wanted, messages.keySet()), messages);
            } catch (KernelException e) {
                // The first may be the moment's, or something changed behind our back: look and try once more.
                known = null;
                failure = String.valueOf(e.getMessage());
            }
        }
        return search(wanted, messages, String.valueOf(failure));
    }

    private void stillHeld(Rendered wanted, Map<String, String> messages) {
        Map<String, RenderedEndpoint> endpoints = new HashMap<>();
        wanted.endpoints().forEach(endpoint -> endpoints.put(endpoint.interfaceName(), endpoint));
        held.entrySet().removeIf(entry -> {
            RenderedEndpoint endpoint = endpoints.get(entry.getKey());
            return endpoint == null
                    || !Assembly.reachable(endpoint, wanted, version).equals(entry.getValue().tried);
        });
        held.forEach((name, why) -> messages.putIfAbsent(name, why.message));
    }

    private int attempt(Rendered wanted, Set<String> heldBack) throws KernelException {
        FilterTable before = known();
        TableEdit edit = TableEdit.between(new Assembly(wanted, version, before).table(heldBack), before, placement);
        if (!edit.isEmpty()) {
            kernel.writeTable(version, edit.text());
        }
        known = edit.after();
        return edit.lines().size();
    }

    /** Brings in as many endpoints as the kernel takes: first none, then halves of the rest. */
    private Written search(Rendered wanted, Map<String, String> messages, String failure) throws KernelException {
        Set<String> out = new TreeSet<>();
        wanted.endpoints().forEach(endpoint -> out.add(endpoint.interfaceName()));
        int lines = attempt(wanted, out);
        Set<String> candidates = new HashSet<>(out);
        candidates.removeAll(messages.keySet());
        Deque<List<Set<String>>> open = new ArrayDeque<>();
        open.push(new Assembly(wanted, version, known()).groups(candidates));
        int attempts = 0;
        Map<String, String> faulty = new TreeMap<>();
        while (!open.isEmpty()) {
            List<Set<String>> groups = open.pop();
            Set<String> names = new TreeSet<>();
            groups.forEach(names::addAll);
            Set<String> rest = new TreeSet<>(out);
            rest.removeAll(names);
            String message = failure;
            if (attempts++ < MAX_ATTEMPTS) {
                try {
                    lines += attempt(wanted, rest);
                    out.removeAll(names);
                    continue;
                } catch (KernelException e) {
                    known = null;
                    message = String.valueOf(e.getMessage());
                }
                if (groups.size() > 1) {
                    open.push(new ArrayList<>(groups.subList(groups.size() / 2, groups.size())));
                    open.push(new ArrayList<>(groups.subList(0, groups.size() / 2)));
                    continue;
                }
            }
            for (String name : names) {
                faulty.put(name, message);
            }
        }
        for (RenderedEndpoint endpoint : wanted.endpoints()) {
            String message = faulty.get(endpoint.interfaceName());
            if (message != null) {
                held.put(endpoint.interfaceName(), new Held(Assembly.reachable(endpoint, wanted, version), message));
            }
        }
        messages.putAll(faulty);
        return new Written(lines, messages);
    }
}
