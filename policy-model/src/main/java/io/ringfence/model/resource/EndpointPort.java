package io.ringfence.model.resource;

import io.ringfence.model.net.PortName;
import io.ringfence.model.net.Protocol;

/**
 * A port of an endpoint, under the name by which rules may mean it. An endpoint may give one name to several ports.
 *
 * @param protocol one that has ports
 * @param port 1 to 65535
 */
public record EndpointPort(PortName name, Protocol protocol, int port) {
    public EndpointPort {
        if (!protocol.hasPorts() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("not a port of an endpoint: " + protocol + " " + port);
        }
    }
}
