package io.ringfence.model.resource;

import io.ringfence.model.rule.Rule;
import java.util.List;
import java.util.Map;

/**
 * Rules and labels for the endpoints that name it. No rules means: deny both directions.
 *
 * @param tags each is given to those endpoints as a label with an empty value; in the order they were added
 * @param labels given to those endpoints, unless they or an earlier profile define the same label
 */
public record Profile(String name, List<String> tags, Map<String, String> labels, List<Rule> ingress, List<Rule> egress)
        implements Resource {
    public Profile {
        tags = List.copyOf(tags);
        labels = Map.copyOf(labels);
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }

    /** Whether that resource, an endpoint of a workload or a host, names the profile. */
    public static boolean isNamed(String profile, Resource by) {
        return switch (by) {
            case WorkloadEndpoint endpoint -> endpoint.profiles().contains(profile);
            case HostEndpoint endpoint -> endpoint.profiles().contains(profile);
            case Profile _, Policy _, Tier _, NetworkSet _, IpPool _, IpamBlock _, Node _ -> false;
        };
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.PROFILE, name);
    }
}
