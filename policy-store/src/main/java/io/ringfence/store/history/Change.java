package io.ringfence.store.history;

import io.ringfence.model.resource.ResourceKey;
import io.ringfence.store.decide.Value;

/** What one revision did to one resource. */
public sealed interface Change {
    ResourceKey key();

    /**
     * It has this value.
     *
     * @param created whether it did not exist just before
     */
    record Put(ResourceKey key, Value value, boolean created) implements Change {}

    /** It is no more. */
    record Removed(ResourceKey key) implements Change {}
}
