package io.ringfence.gateway.status;

import io.ringfence.log.record.HostStatus;
import io.ringfence.model.resource.Revision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What every host has last said of itself. Owner: the gateway's context. */
public final class Hosts {
    /** Ten times the largest cluster. A report of one host more is not kept; {@link #refused()} counts it. */
    public static final int MAX_HOSTS = 100_000;

    private final TreeMap<String, Host> byName = new TreeMap<>();
    private long refused;

    /** Takes a report. A host's later report replaces its earlier one, whatever the clocks say: the log has the order. */
    public void heard(HostStatus status, Instant heardAt) {
        if (byName.size() >= MAX_HOSTS && !byName.containsKey(status.host())) {
            refused++;
            return;
        }
        byName.put(status.host(), new Host(status, heardAt));
    }

    /** The host's record was deleted: it left the cluster. */
    public void forget(String host) {
        byName.remove(host);
    }

    public Optional<Host> get(String host) {
        return Optional.ofNullable(byName.get(host));
    }

    /** Sorted by name; a copy. */
    public List<Host> all() {
        return List.copyOf(byName.values());
    }

    /** Reports that found no room. */
    public long refused() {
        return refused;
    }

    public int live(Instant now) {
        int live = 0;
        for (Host host : byName.values()) {
            live += host.isLive(now) ? 1 : 0;
        }
        return live;
    }

    /** Who holds a revision. Cost: one look at every host. */
    public Realized realized(Revision revision, Instant now) {
        int live = 0;
        List<Host> lagging = new ArrayList<>();
        List<Host> notLive = new ArrayList<>();
        for (Host host : byName.values()) {
            if (!host.isLive(now)) {
                notLive.add(host);
                continue;
            }
            live++;
            if (!host.hasRealized(revision)) {
                lagging.add(host);
            }
        }
        return new Realized(revision, live, lagging, notLive);
    }
}
