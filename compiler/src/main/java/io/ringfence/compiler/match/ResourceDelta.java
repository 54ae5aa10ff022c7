package io.ringfence.compiler.match;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;

/** What happened to one resource: the whole new value, or its end. Either may repeat what is already so. */
public sealed interface ResourceDelta {
    ResourceKey key();

    /**
     * The resource is now this.
     *
     * @param key the resource's own; beside it, because making it costs more than anything else that is done with most resources
     */
    record Put(ResourceKey key, Resource resource) implements ResourceDelta {
        public Put(Resource resource) {
            this(resource.key(), resource);
        }
    }

    /** The resource is gone. */
    record Remove(ResourceKey key) implements ResourceDelta {}
}
