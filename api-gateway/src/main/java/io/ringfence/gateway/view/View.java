package io.ringfence.gateway.view;

import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.TreePMap;

/**
 * Turns events into snapshots. Until in sync the events are a set without order, in which the highest revision of a key counts; after
 * that they come in revision order. Owner: the gateway's context.
 *
 * <p>A revision is whole when its last event has come, or one of a later revision has (compaction may have taken the last one). Until
 * then its events wait; there are as many as a transaction has operations, which the store limits.
 */
public final class View {
    private Snapshot snapshot = Snapshot.EMPTY;
    private boolean inSync;
    private Revision pendingRevision = Revision.NONE;

    /** The newest revision that is whole. Ahead of the snapshot only while a batch is being applied. */
    private Revision settledRevision = Revision.NONE;

    private Map<ResourceKey, ResourceEvent> pending = new LinkedHashMap<>();

    /** Revisions of deletions read before in sync, so that an older value that comes later does not revive a key. Empty once in sync. */
    private final Map<ResourceKey, Revision> tombstones = new HashMap<>();

    /** What is known now. Complete only once {@link #inSync()} was told. */
    public Snapshot snapshot() {
        return snapshot;
    }

    public boolean isInSync() {
        return inSync;
    }

    /**
     * Takes a batch of any size.
     *
     * @return the events that have become visible by it: whole revisions, in the order they came
     */
    public List<ResourceEvent> apply(List<ResourceEvent> batch) {
        List<ResourceEvent> settled = new ArrayList<>(batch.size());
        for (ResourceEvent event : batch) {
            if (inSync && !event.revision().isAfter(settledRevision)) {
                continue; // Held already: events may come twice.
            }
            int order = event.revision().compareTo(pendingRevision);
            if (order < 0) {
                settled.add(event); // Only before in sync: an unordered set.
                continue;
            }
            if (order > 0) {
                settlePending(settled);
                pendingRevision = event.revision();
            }
            pending.putIfAbsent(event.key(), event);
            if (inSync && event.last()) {
                settlePending(settled);
            }
        }
        show(settled);
        return settled;
    }

    /** All that was there when reading began has been applied. Returns what has become visible by it. Later calls do nothing. */
    public List<ResourceEvent> inSync() {
        List<ResourceEvent> settled = new ArrayList<>();
        if (!inSync) {
            if (pending.values().stream().anyMatch(ResourceEvent::last)) {
                settlePending(settled);
            }
            show(settled);
            inSync = true;
            tombstones.clear();
        }
        return settled;
    }

    private void settlePending(List<ResourceEvent> settled) {
        if (!pending.isEmpty()) {
            settledRevision = pendingRevision;
        }
        settled.addAll(pending.values());
        pending = new LinkedHashMap<>();
    }

    private void show(List<ResourceEvent> settled) {
        if (settled.isEmpty()) {
            return;
        }
        Map<Kind, TreePMap<String, Item>> changed = new EnumMap<>(Kind.class);
        Revision revision = snapshot.revision();
        for (ResourceEvent event : settled) {
            Kind kind = event.key().kind();
            TreePMap<String, Item> items = changed.getOrDefault(kind, snapshot.of(kind));
            changed.put(kind, inSync || isNews(event, items) ? put(items, event) : items);
            if (event.revision().isAfter(revision)) {
                revision = event.revision();
            }
        }
        snapshot = snapshot.with(revision, changed);
    }

    /** Before in sync: whether no newer value and no newer deletion of the key has been seen. */
    private boolean isNews(ResourceEvent event, TreePMap<String, Item> items) {
        Item held = items.get(event.key().path());
        Revision newest = held == null ? tombstones.getOrDefault(event.key(), Revision.NONE) : held.revision();
        if (!event.revision().isAfter(newest)) {
            return false;
        }
        if (event.resource() == null) {
            tombstones.put(event.key(), event.revision());
        }
        return true;
    }

    private static TreePMap<String, Item> put(TreePMap<String, Item> items, ResourceEvent event) {
        Resource resource = event.resource();
        String path = event.key().path();
        return resource == null ? items.minus(path) : items.plus(path, new Item(resource, event.revision()));
    }
}
