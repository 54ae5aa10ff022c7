package io.ringfence.store.decide;

import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Some keys of the store, all at one revision.
 *
 * @param revision the store's newest revision at the time of reading
 * @param entries those of the keys asked for that exist
 */
public record State(Revision revision, Map<StoreKey, Entry> entries) {
    public State {
        entries = Collections.unmodifiableMap(new HashMap<>(entries));
    }

    public Optional<Entry> entry(StoreKey key) {
        return Optional.ofNullable(entries.get(key));
    }

    public Optional<Entry> resource(ResourceKey key) {
        return entry(new StoreKey.OfResource(key));
    }

    /** {@link Revision#NONE} when there is none. */
    public Revision modified(StoreKey key) {
        Entry entry = entries.get(key);
        return entry == null ? Revision.NONE : entry.modified();
    }
}
