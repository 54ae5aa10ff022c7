package io.ringfence.log.record;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;

/** The rules of a profile that some endpoint of the shard names. A profile that is named but does not exist has no record: it denies. */
public record ProfileRules(String name, List<ShardRule> ingress, List<ShardRule> egress) implements ShardRecord {
    public static final String PREFIX = "profile/";

    public ProfileRules {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    @Override
    public String key() {
        return ResourceKey.of(Kind.PROFILE, name).toString();
    }
}
