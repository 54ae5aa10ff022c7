package io.ringfence.compiler.match;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.EndpointPort;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that has labels and addresses: a workload endpoint, a host endpoint or a network set.
 *
 * @param own numbers of its own label pairs, ascending
 * @param profiles number of its list of profiles
 * @param addresses what it adds to the sets whose selectors select it; may repeat
 * @param ports those that it has names for
 * @param interfaceName the host's side; null unless it is a workload endpoint
 * @param shard its host's shard; {@link #NO_SHARD} unless it is a workload endpoint
 */
@SuppressWarnings(
        "ArrayRecordComponent") // a million of these: an int[] is a third of a list, and nobody compares things by
// value
public record Thing(
        ResourceKey key,
        int[] own,
        int profiles,
        List<Cidr> addresses,
        List<EndpointPort> ports,
        @Nullable String interfaceName,
        int shard) {
    public static final int NO_SHARD = -1;

    /** Whether policies govern it. */
    public boolean isWorkload() {
        return shard != NO_SHARD;
    }
}
