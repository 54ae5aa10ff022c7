package io.ringfence.log.record;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record of {@code policy.events}: one resource as of one revision.
 *
 * @param type what happened
 * @param key record key and CloudEvents subject
 * @param resource the whole value; null exactly when {@code type} is {@code DELETED} (a tombstone)
 * @param revision the store's revision of the write; header {@code rf-revision}
 * @param time when the store committed it; CloudEvents time
 * @param last whether this is the last event of its revision; header {@code rf-last: 1}
 */
public record ResourceEvent(
        Type type, ResourceKey key, @Nullable Resource resource, Revision revision, Instant time, boolean last) {

    public ResourceEvent {
        if ((resource == null) != (type == Type.DELETED)) {
            throw new IllegalArgumentException("only a deletion has no resource: " + key);
        }
    }

    /** What happened to the resource. */
    public enum Type {
        CREATED("io.ringfence.resource.created"),
        UPDATED("io.ringfence.resource.updated"),
        DELETED("io.ringfence.resource.deleted");

        private final String text;

        Type(String text) {
            this.text = text;
        }

        /** The CloudEvents type. */
        public String text() {
            return text;
        }
    }
}
