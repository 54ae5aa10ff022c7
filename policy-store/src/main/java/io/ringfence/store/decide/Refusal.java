package io.ringfence.store.decide;

import io.ringfence.model.resource.ResourceKey;

/**
 * Why an operation cannot be done.
 *
 * @param operation its index in the request, from 0
 */
public record Refusal(int operation, ResourceKey key, Reason reason, String message) {

    public enum Reason {
        EXISTS,
        ABSENT,
        /** The resource is not at the expected revision. */
        CONFLICT,
        /** Two operations name the same resource. */
        REPEATED,
        /** A policy names a tier that does not exist, or a tier that still has policies is deleted. */
        REFERENCE
    }
}
