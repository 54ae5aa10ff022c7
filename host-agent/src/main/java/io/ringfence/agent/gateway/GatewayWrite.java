package io.ringfence.agent.gateway;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import org.jspecify.annotations.Nullable;

/** One operation of a transaction. */
public sealed interface GatewayWrite {

    /** It must not exist. */
    record Create(Resource resource) implements GatewayWrite {}

    /** It must exist, at that revision if one is given. */
    record Replace(Resource resource, @Nullable Revision expected) implements GatewayWrite {}

    /** Whether or not it exists. */
    record Apply(Resource resource) implements GatewayWrite {}

    /** It must exist, at that revision if one is given. */
    record Delete(ResourceKey key, @Nullable Revision expected) implements GatewayWrite {}
}
