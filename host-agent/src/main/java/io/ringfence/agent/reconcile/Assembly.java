package io.ringfence.agent.reconcile;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.FilterTable;
import io.ringfence.agent.render.Dispatch;
import io.ringfence.agent.render.Rendered;
import io.ringfence.agent.render.Rendered.RenderedEndpoint;
import io.ringfence.model.net.IpVersion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the chains of one family's table together: every endpoint as wanted, except those that are held back, which stay as they are in
 * the kernel, or closed when they are not there yet.
 */
public final class Assembly {
    private final Rendered rendered;
    private final Map<String, Chain> shared;
    private final IpVersion version;
    private final FilterTable observed;

    public Assembly(Rendered rendered, IpVersion version, FilterTable observed) {
        this.rendered = rendered;
        this.shared = rendered.shared().get(version);
        this.version = version;
        this.observed = observed;
    }

    /** The table in which the endpoints behind the held interfaces stay as they are. */
    public FilterTable table(Set<String> held) {
        Map<String, Chain> chains = new HashMap<>();
        rendered.skeleton().get(version).forEach(chain -> chains.put(chain.name(), chain));
        if (held.isEmpty()) {
            chains.putAll(shared);
            rendered.dispatch().forEach(chain -> chains.put(chain.name(), chain));
            for (RenderedEndpoint endpoint : rendered.endpoints()) {
                endpoint.chains().forEach(chain -> chains.put(chain.name(), chain));
            }
        } else {
            List<String> open = new ArrayList<>();
            List<Chain> kept = new ArrayList<>();
            for (RenderedEndpoint endpoint : rendered.endpoints()) {
                if (!held.contains(endpoint.interfaceName())) {
                    open.add(endpoint.interfaceName());
                    reach(endpoint.chains(), shared, chains);
                } else if (isInstalled(endpoint)) {
                    open.add(endpoint.interfaceName());
                    endpoint.chains().forEach(chain -> kept.add(held(chain.name())));
                }
            }
            // What both need is the wanted one: a chain that cannot be programmed is needed by held endpoints only.
            reach(kept, observed.chains(), chains);
            Dispatch.chains(open).forEach(chain -> chains.put(chain.name(), chain));
        }
        return new FilterTable(chains, rendered.hooks(), Set.of());
    }

    private boolean isInstalled(RenderedEndpoint endpoint) {
        return endpoint.chains().stream().allMatch(chain -> observed.chains().containsKey(chain.name()));
    }

    private Chain held(String name) {
        Chain chain = observed.chains().get(name);
        if (chain == null) {
            throw new IllegalStateException("not installed: " + name);
        }
        return chain;
    }

    private static void reach(Collection<Chain> roots, Map<String, Chain> from, Map<String, Chain> into) {
        Deque<Chain> open = new ArrayDeque<>();
        for (Chain root : roots) {
            if (into.putIfAbsent(root.name(), root) == null) {
                open.add(root);
            }
        }
        while (!open.isEmpty()) {
            for (String name : open.remove().chains()) {
                Chain next = from.get(name);
                if (next != null && into.putIfAbsent(name, next) == null) {
                    open.add(next);
                }
            }
        }
    }

    /** All chains that an endpoint's packets could pass, its own included. */
    public static Set<Chain> reachable(RenderedEndpoint endpoint, Rendered rendered, IpVersion version) {
        Map<String, Chain> reached = new HashMap<>();
        reach(endpoint.chains(), rendered.shared().get(version), reached);
        return new HashSet<>(reached.values());
    }

    /** Interfaces of the endpoints that would need one of the sets. */
    public Set<String> needing(Set<String> sets) {
        Set<String> needing = new TreeSet<>();
        for (RenderedEndpoint endpoint : rendered.endpoints()) {
            Map<String, Chain> reached = new HashMap<>();
            reach(endpoint.chains(), shared, reached);
            if (reached.values().stream()
                    .anyMatch(chain -> chain.sets().stream().anyMatch(sets::contains))) {
                needing.add(endpoint.interfaceName());
            }
        }
        return needing;
    }

    /**
     * Endpoints in groups that stand or fall together: those for which the same shared chains would change.
     *
     * @param candidates the interfaces to group
     */
    public List<Set<String>> groups(Set<String> candidates) {
        Map<Set<String>, Set<String>> groups = new HashMap<>();
        for (RenderedEndpoint endpoint : rendered.endpoints()) {
            if (!candidates.contains(endpoint.interfaceName())) {
                continue;
            }
            Map<String, Chain> reached = new HashMap<>();
            reach(endpoint.chains(), shared, reached);
            Set<String> changed = new HashSet<>();
            reached.values().forEach(chain -> {
                Chain before = observed.chains().get(chain.name());
                if (shared.containsKey(chain.name()) && (before == null || !before.equals(chain))) {
                    changed.add(chain.name());
                }
            });
            groups.computeIfAbsent(changed, names -> new TreeSet<>()).add(endpoint.interfaceName());
        }
        return new ArrayList<>(groups.values());
    }
}
