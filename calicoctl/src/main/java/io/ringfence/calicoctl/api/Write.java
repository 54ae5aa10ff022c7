package io.ringfence.calicoctl.api;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.TransactionJson;
import java.util.List;

/** One write of a transaction, which fails as a whole if any of them finds another state than it expects. */
public sealed interface Write {
    /** Must not exist yet. */
    record Create(Resource resource) implements Write {}

    /** Must be at this revision. */
    record Replace(Resource resource, Revision expected) implements Write {}

    /** Must be at this revision. */
    record Delete(ResourceKey key, Revision expected) implements Write {}

    /** The body of a request that asks for all of them. */
    static byte[] transaction(List<Write> writes) {
        TransactionJson body = new TransactionJson();
        for (Write write : writes) {
            switch (write) {
                case Create(Resource resource) -> body.create(resource);
                case Replace(Resource resource, Revision expected) -> body.replace(resource, expected);
                case Delete(ResourceKey key, Revision expected) -> body.delete(key, expected);
            }
        }
        return body.encode();
    }
}
