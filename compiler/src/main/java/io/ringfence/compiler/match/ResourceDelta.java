package io.ringfence.compiler.match;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;

/** What happened to one resource: the whole new value, or its end. Either may repeat what is already so. */
public sealed interface ResourceDelta {
    ResourceKey key();

    /** The resource is now this. */
    record Put(Resource resource) implements ResourceDelta {
        @Override
        public ResourceKey key() {
            return resource.key();
        }
    }

    /** The resource is gone. */
    record Remove(ResourceKey key) implements ResourceDelta {}
}
