package io.ringfence.store.decide;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import org.jspecify.annotations.Nullable;

/** What a client wants done to one resource. */
public sealed interface Operation {
    ResourceKey key();

    /** The resource must stand at this revision ({@link Revision#NONE}: must not exist); null is no condition. */
    @Nullable
    Revision expected();

    /** Refused when the resource exists. */
    record Create(Resource resource, @Nullable Revision expected) implements Operation {
        @Override
        public ResourceKey key() {
            return resource.key();
        }
    }

    /** Whether it exists or not. */
    record Apply(Resource resource, @Nullable Revision expected) implements Operation {
        @Override
        public ResourceKey key() {
            return resource.key();
        }
    }

    /** Refused when the resource does not exist. */
    record Replace(Resource resource, @Nullable Revision expected) implements Operation {
        @Override
        public ResourceKey key() {
            return resource.key();
        }
    }

    /** Refused when the resource does not exist. */
    record Delete(ResourceKey key, @Nullable Revision expected) implements Operation {}
}
