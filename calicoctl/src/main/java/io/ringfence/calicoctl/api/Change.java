package io.ringfence.calicoctl.api;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * One change of a stored resource.
 *
 * @param last whether it is the last of its revision
 * @param resource as it is now; null when it was deleted
 */
public record Change(
        long revision,
        boolean last,
        ResourceKey key,
        @Nullable Resource resource) {}
