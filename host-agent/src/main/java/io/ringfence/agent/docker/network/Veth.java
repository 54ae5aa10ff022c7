package io.ringfence.agent.docker.network;

import io.ringfence.model.net.ContainerLink;
import java.util.regex.Pattern;

/**
 * The two ends of a container's link, named by the endpoint.
 *
 * @param host stays with the host; policy is enforced on it
 * @param container is moved into the container by the engine, which renames it
 */
public record Veth(String host, String container) {
    /** What the kernel's tools and paths take without quoting. */
    private static final Pattern ENDPOINT_ID = Pattern.compile("[0-9a-zA-Z]{" + ContainerLink.SHORTENED + ",128}");

    /** Throws {@link Refusal} for what is no endpoint's identifier. */
    public static Veth of(String interfacePrefix, String endpointId) {
        checkId(endpointId);
        return new Veth(
                ContainerLink.hostEnd(interfacePrefix, endpointId),
                "temp" + endpointId.substring(0, ContainerLink.SHORTENED));
    }

    static void checkId(String endpointId) {
        if (!ENDPOINT_ID.matcher(endpointId).matches()) {
            throw new Refusal("EndpointID '" + endpointId + "' is not an identifier of an endpoint");
        }
    }
}
