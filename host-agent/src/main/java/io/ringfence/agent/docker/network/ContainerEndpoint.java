package io.ringfence.agent.docker.network;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container's end of a network as a resource. */
public final class ContainerEndpoint {
    /** Orchestrator and workload of all endpoints that the engine's networks have. */
    public static final String LIBNETWORK = "libnetwork";

    /** Of every container that does not ask for another; links are point to point, so it need not differ. */
    public static final String MAC = "EE:EE:EE:EE:EE:EE";

    private ContainerEndpoint() {}

    public static ResourceKey key(String host, String endpointId) {
        return ResourceKey.of(Kind.WORKLOAD_ENDPOINT, host, LIBNETWORK, LIBNETWORK, endpointId);
    }

    /**
     * From a request to create it; it has no labels yet. Throws {@link Refusal}.
     *
     * @param profiles name of the network's profile, or nothing
     */
    public static WorkloadEndpoint of(String host, String interfacePrefix, List<String> profiles, JsonNode request) {
        String id = request.path("EndpointID").asText();
        JsonNode asked = request.path("Interface");
        List<Cidr> addresses = new ArrayList<>();
        address("Interface.Address", IpVersion.V4, asked.path("Address").asText())
                .ifPresent(addresses::add);
        address("Interface.AddressIPv6", IpVersion.V6, asked.path("AddressIPv6").asText())
                .ifPresent(addresses::add);
        if (addresses.isEmpty()) {
            throw new Refusal("No address assigned for endpoint");
        }
        String mac = asked.path("MacAddress").asText();
        return new WorkloadEndpoint(
                host,
                LIBNETWORK,
                LIBNETWORK,
                id,
                null,
                Map.of(),
                addresses,
                List.of(),
                null,
                null,
                profiles,
                Veth.of(interfacePrefix, id).host(),
                mac.isEmpty() ? MAC : mac,
                List.of());
    }

    /** The one address, whatever the length of the prefix: a container has no neighbours on its link. */
    private static Optional<Cidr> address(String field, IpVersion version, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        return Optional.of(Cidr.parse(slash < 0 ? text : text.substring(0, slash))
                .filter(address -> address.version() == version)
                .orElseThrow(() -> new Refusal(field + " '" + text + "' is not an address of "
                        + (version == IpVersion.V4 ? "IPv4" : "IPv6"))));
    }
}
