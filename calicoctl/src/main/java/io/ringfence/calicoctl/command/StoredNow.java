package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the gateway holds for given keys. */
final class StoredNow {
    /** For more of one kind, the whole list is asked for once. */
    private static final int SINGLY = 5;

    private StoredNow() {}

    /** Those that exist. Throws {@link CommandException} when the gateway does not tell. */
    static Map<ResourceKey, Resource> of(List<ResourceKey> keys, Gateway gateway) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        keys.forEach(key -> counts.merge(key.kind(), 1, Integer::sum));
        Map<ResourceKey, Resource> found = new HashMap<>();
        counts.forEach((kind, count) -> {
            if (count > SINGLY
                    && gateway.list(kind, Map.of(), resource -> found.put(resource.key(), resource))
                            instanceof Answer.Refused<Integer> refused) {
                throw new CommandException("Failed to get resources: " + refused.message());
            }
        });
        for (ResourceKey key : keys) {
            if (counts.getOrDefault(key.kind(), 0) <= SINGLY && !found.containsKey(key)) {
                switch (gateway.read(key)) {
                    case Answer.Done<Stored>(Stored stored) -> found.put(key, stored.resource());
                    case Answer.Refused<Stored> refused -> {
                        if (!refused.isAbsent()) {
                            throw new CommandException("Failed to get resources: " + refused.message());
                        }
                    }
                }
            }
        }
        return found;
    }
}
