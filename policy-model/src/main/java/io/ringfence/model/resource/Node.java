package io.ringfence.model.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host. */
public record Node(String name, @Nullable Bgp bgp, List<OrchRef> orchRefs) implements Resource {
    public Node {
        orchRefs = List.copyOf(orchRefs);
    }

    /**
     * Addresses on the fabric.
     *
     * @param asNumber 1 to 4294967295; null is inherited
     * @param ipv4Address address and subnet as written, {@code 10.0.0.1/24}; null when not given
     * @param ipv6Address address and subnet as written; null when not given
     */
    public record Bgp(
            @Nullable Long asNumber,
            @Nullable String ipv4Address,
            @Nullable String ipv6Address) {}

    /** What an orchestrator calls this host. */
    public record OrchRef(String orchestrator, @Nullable String nodeName) {}

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.NODE, name);
    }
}
