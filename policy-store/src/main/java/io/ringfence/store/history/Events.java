package io.ringfence.store.history;

import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Events to be published.
 *
 * @param events in the topic's order
 * @param unreadable keys whose stored value is not a resource: someone else wrote there. They are left out, as if never written
 */
public record Events(List<ResourceEvent> events, List<ResourceKey> unreadable) {
    public Events {
        events = List.copyOf(events);
        unreadable = List.copyOf(unreadable);
    }

    /** Of one revision; without events when it touched no resource. */
    public static Events of(RevisionChanges revision) {
        Draft draft = new Draft();
        for (Change change : revision.changes()) {
            switch (change) {
                case Change.Put(ResourceKey key, Value value, boolean created) ->
                    draft.put(
                            created ? ResourceEvent.Type.CREATED : ResourceEvent.Type.UPDATED,
                            key,
                            value,
                            revision.revision());
                case Change.Removed(ResourceKey key) -> draft.remove(key, revision.revision());
            }
        }
        return draft.finish(revision.time());
    }

    /**
     * What must be published so that the topic says what the store holds, when the store's history in between is gone. A resource keeps
     * the revision that wrote it. Deletions, of which nobody knows their revision any more, happen at the first of these revisions: who
     * publishes the rest of a difference that was cut short goes on behind that revision, and would not see them. One happens once more
     * at the newest commit if nothing else does, so that whoever waits for that commit sees it pass.
     *
     * @param stored everything
     * @param newest the store's newest commit then, not before {@code published}; its time stands for the commit times that are gone
     * @param topic what the topic says, by key; without deletions
     * @param published the last revision on the topic; what was written up to there is there, see {@link #contradictions}
     */
    public static Events difference(
            Collection<StoredResource> stored, Commit newest, Map<ResourceKey, TopicRecord> topic, Revision published) {
        Draft draft = new Draft();
        SortedSet<ResourceKey> removed = new TreeSet<>(topic.keySet());
        SortedSet<Revision> revisions = new TreeSet<>();
        for (StoredResource resource : stored) {
            removed.remove(resource.key());
            if (resource.modified().isAfter(published)) {
                revisions.add(resource.modified());
                draft.put(
                        topic.containsKey(resource.key()) ? ResourceEvent.Type.UPDATED : ResourceEvent.Type.CREATED,
                        resource.key(),
                        resource.value(),
                        resource.modified());
            }
        }
        if (!removed.isEmpty() && newest.revision().isAfter(published)) {
            Revision first = revisions.isEmpty() ? newest.revision() : revisions.getFirst();
            removed.forEach(key -> draft.remove(key, first));
            if (!revisions.isEmpty() && newest.revision().isAfter(revisions.getLast())) {
                draft.remove(removed.getLast(), newest.revision());
            }
        }
        return draft.finish(newest.time());
    }

    /**
     * What shows that the topic is not of the store's history: what was written up to the topic's last revision must be there with the
     * revision that it has in the store, and nothing else may be there unless there was a commit since. Values are not compared: another
     * version may write the same resource in other bytes. Parameters as for {@link #difference}; sorted.
     */
    public static List<ResourceKey> contradictions(
            Collection<StoredResource> stored, Commit newest, Map<ResourceKey, TopicRecord> topic, Revision published) {
        Set<ResourceKey> contradictions = new TreeSet<>();
        Set<ResourceKey> present = new HashSet<>();
        for (StoredResource resource : stored) {
            present.add(resource.key());
            TopicRecord record = topic.get(resource.key());
            if (!resource.modified().isAfter(published)
                    && (record == null || !record.revision().equals(resource.modified()))) {
                contradictions.add(resource.key());
            }
        }
        if (!newest.revision().isAfter(published)) {
            topic.keySet().stream().filter(key -> !present.contains(key)).forEach(contradictions::add);
        }
        return List.copyOf(contradictions);
    }

    /** A resource as the topic has it. */
    public record TopicRecord(Value value, Revision revision) {}

    private record Unmarked(
            ResourceEvent.Type type,
            ResourceKey key,
            @Nullable Resource resource,
            Revision revision) {}

    private static final class Draft {
        private final Map<Revision, List<Unmarked>> byRevision = new TreeMap<>();
        private final List<ResourceKey> unreadable = new ArrayList<>();

        void put(ResourceEvent.Type type, ResourceKey key, Value value, Revision revision) {
            Resource resource;
            try {
                resource = value.resource();
            } catch (IllegalArgumentException e) {
                unreadable.add(key);
                return;
            }
            if (!resource.key().equals(key)) {
                unreadable.add(key);
                return;
            }
            add(new Unmarked(type, key, resource, revision));
        }

        void remove(ResourceKey key, Revision revision) {
            add(new Unmarked(ResourceEvent.Type.DELETED, key, null, revision));
        }

        private void add(Unmarked event) {
            byRevision.computeIfAbsent(event.revision(), _ -> new ArrayList<>()).add(event);
        }

        Events finish(Instant time) {
            List<ResourceEvent> events = new ArrayList<>();
            for (List<Unmarked> revision : byRevision.values()) {
                revision.sort(Comparator.comparing(Unmarked::key));
                for (int i = 0; i < revision.size(); i++) {
                    Unmarked event = revision.get(i);
                    events.add(new ResourceEvent(
                            event.type(),
                            event.key(),
                            event.resource(),
                            event.revision(),
                            time,
                            i == revision.size() - 1));
                }
            }
            return new Events(events, unreadable);
        }
    }
}
