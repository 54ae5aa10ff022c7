package io.ringfence.gateway.request;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a transaction.
 *
 * @param resource the whole new value; null exactly when the verb is {@code DELETE}
 * @param expected the revision that the resource must be at, {@link Revision#NONE} when it must not exist; null when anything will do
 */
public record Operation(
        Verb verb,
        ResourceKey key,
        @Nullable Resource resource,
        @Nullable Revision expected) {
    public Operation {
        if ((resource == null) != (verb == Verb.DELETE)) {
            throw new IllegalArgumentException("only a deletion has no resource: " + key);
        }
    }

    public static Operation of(Verb verb, Resource resource, @Nullable Revision expected) {
        return new Operation(verb, resource.key(), verb == Verb.DELETE ? null : resource, expected);
    }
}
