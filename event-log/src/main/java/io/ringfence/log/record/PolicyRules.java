package io.ringfence.log.record;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;

/**
 * The rules of a policy that is active on some endpoint of the shard.
 *
 * @param ingress in order; empty when the policy has none or does not govern ingress
 */
public record PolicyRules(String name, List<ShardRule> ingress, List<ShardRule> egress) implements ShardRecord {
    public static final String PREFIX = "policy/";

    public PolicyRules {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    @Override
    public String key() {
        return ResourceKey.of(Kind.POLICY, name).toString();
    }
}
