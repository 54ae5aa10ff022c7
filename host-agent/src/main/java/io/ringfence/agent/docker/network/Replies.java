package io.ringfence.agent.docker.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.net.ContainerLink;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.WorkloadEndpoint;

/** What the engine is answered. */
public final class Replies {
    private static final int CONNECTED = 1;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Replies() {}

    /** Nothing to say. */
    public static ObjectNode empty() {
        return JSON.objectNode();
    }

    /** Nothing to say about an endpoint's state. */
    public static JsonNode none() {
        return JSON.nullNode();
    }

    /**
     * What the driver is.
     *
     * @param scope {@code local} or {@code global}
     */
    public static ObjectNode capabilities(String scope) {
        return JSON.objectNode().put("Scope", scope).put("ConnectivityScope", "");
    }

    /** An address that the request names must not be repeated. */
    public static ObjectNode endpoint(JsonNode request) {
        boolean given = !request.path("Interface").path("MacAddress").asText().isEmpty();
        ObjectNode reply = JSON.objectNode();
        reply.putObject("Interface")
                .put("Address", "")
                .put("AddressIPv6", "")
                .put("MacAddress", given ? "" : ContainerEndpoint.MAC);
        return reply;
    }

    /** Which interface becomes the container's, and the routes in it; those of IPv6 only for an endpoint that has an IPv6 address. */
    public static ObjectNode join(Veth veth, String interfacePrefix, WorkloadEndpoint endpoint) {
        boolean v6 = endpoint.ipNetworks().stream().anyMatch(address -> address.version() == IpVersion.V6);
        ObjectNode reply = JSON.objectNode();
        reply.putObject("InterfaceName").put("SrcName", veth.container()).put("DstPrefix", interfacePrefix);
        reply.put("Gateway", ContainerLink.GATEWAY).put("GatewayIPv6", v6 ? ContainerLink.GATEWAY_IPV6 : "");
        var routes = reply.putArray("StaticRoutes");
        routes.addObject()
                .put("Destination", ContainerLink.GATEWAY + "/32")
                .put("RouteType", CONNECTED)
                .put("NextHop", "");
        if (v6) {
            routes.addObject()
                    .put("Destination", ContainerLink.GATEWAY_IPV6 + "/128")
                    .put("RouteType", CONNECTED)
                    .put("NextHop", "");
        }
        return reply.put("DisableGatewayService", false);
    }
}
