package io.ringfence.model.resource;

import io.ringfence.model.net.Cidr;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An interface of a host itself.
 *
 * @param node name of the host
 * @param interfaceName {@code *} is every interface without a host endpoint of its own; null when {@code expectedIps} tell
 * @param expectedIps the host's addresses there, each /32 or /128; what selectors resolve to
 * @param ports those that have names
 */
public record HostEndpoint(
        String node,
        String name,
        Map<String, String> labels,
        @Nullable String interfaceName,
        List<Cidr> expectedIps,
        List<String> profiles,
        List<EndpointPort> ports)
        implements Resource {
    public HostEndpoint {
        labels = Map.copyOf(labels);
        expectedIps = List.copyOf(expectedIps);
        profiles = List.copyOf(profiles);
        ports = List.copyOf(ports);
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.HOST_ENDPOINT, node, name);
    }
}
