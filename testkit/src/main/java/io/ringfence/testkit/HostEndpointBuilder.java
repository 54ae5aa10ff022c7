package io.ringfence.testkit;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.EndpointPort;
import io.ringfence.model.resource.HostEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host endpoint in the making. It has an interface, an address, or both. */
public final class HostEndpointBuilder {
    private final String node;
    private final String name;
    private final Map<String, String> labels = new HashMap<>();
    private final List<Cidr> addresses = new ArrayList<>();
    private final List<String> profiles = new ArrayList<>();
    private final List<EndpointPort> ports = new ArrayList<>();
    private @Nullable String interfaceName;

    HostEndpointBuilder(String node, String name) {
        this.node = node;
        this.name = name;
    }

    public HostEndpointBuilder labelled(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public HostEndpointBuilder on(String hostInterface) {
        interfaceName = hostInterface;
        return this;
    }

    public HostEndpointBuilder at(String... ips) {
        addresses.addAll(Criteria.cidrs(ips));
        return this;
    }

    public HostEndpointBuilder port(String portName, Protocol protocol, int number) {
        ports.add(new EndpointPort(new PortName(portName), protocol, number));
        return this;
    }

    public HostEndpointBuilder profiles(String... names) {
        profiles.addAll(List.of(names));
        return this;
    }

    public HostEndpoint build() {
        return new HostEndpoint(node, name, labels, interfaceName, addresses, profiles, ports);
    }
}
