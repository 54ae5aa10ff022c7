package io.ringfence.log.record;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;

/**
 * A workload endpoint of a host, as small as can be: thousands move when membership in a policy changes.
 *
 * @param endpoint the resource; its first part is the host
 * @param interfaceName the host's side
 * @param addresses each /32 or /128
 * @param ruleSet what governs it
 */
public record ShardEndpoint(ResourceKey endpoint, String interfaceName, List<Cidr> addresses, RuleSetId ruleSet)
        implements ShardRecord {
    public static final String PREFIX = "endpoint/";

    public ShardEndpoint {
        addresses = List.copyOf(addresses);
    }

    /** Name of the host, unescaped. */
    public String host() {
        return endpoint.parts().getFirst();
    }

    @Override
    public String key() {
        return PREFIX + endpoint.path();
    }
}
