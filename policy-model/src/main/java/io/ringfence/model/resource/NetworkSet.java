package io.ringfence.model.resource;

import io.ringfence.model.net.Cidr;
import java.util.List;
import java.util.Map;

/** Address blocks that selectors in rules can mean by labels. */
public record NetworkSet(String name, Map<String, String> labels, List<Cidr> nets) implements Resource {
    public NetworkSet {
        labels = Map.copyOf(labels);
        nets = List.copyOf(nets);
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.NETWORK_SET, name);
    }
}
