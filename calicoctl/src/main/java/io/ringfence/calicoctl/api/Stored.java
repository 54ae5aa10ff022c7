package io.ringfence.calicoctl.api;

import io.ringfence.model.resource.Resource;

/**
 * A resource as the gateway holds it.
 *
 * @param etag names this state of it; given back, a write succeeds only on the same state
 */
public record Stored(Resource resource, String etag) {}
