package io.ringfence.testkit;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.PortName;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.EndpointPort;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A workload endpoint in the making. Its interface is {@code cali} and the name, unless said. */
public final class WorkloadBuilder {
    private static final int LONGEST_INTERFACE = 15;

    private final String node;
    private final String name;
    private final Map<String, String> labels = new HashMap<>();
    private final List<Cidr> addresses = new ArrayList<>();
    private final List<String> profiles = new ArrayList<>();
    private final List<EndpointPort> ports = new ArrayList<>();
    private String interfaceName;

    WorkloadBuilder(String node, String name) {
        this.node = node;
        this.name = name;
        String whole = "cali" + name;
        this.interfaceName = whole.substring(0, Math.min(whole.length(), LONGEST_INTERFACE));
    }

    public WorkloadBuilder labelled(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public WorkloadBuilder at(String... ips) {
        addresses.addAll(Criteria.cidrs(ips));
        return this;
    }

    public WorkloadBuilder port(String portName, Protocol protocol, int number) {
        ports.add(new EndpointPort(new PortName(portName), protocol, number));
        return this;
    }

    public WorkloadBuilder profiles(String... names) {
        profiles.addAll(List.of(names));
        return this;
    }

    public WorkloadBuilder on(String hostInterface) {
        interfaceName = hostInterface;
        return this;
    }

    public WorkloadEndpoint build() {
        return new WorkloadEndpoint(
                node,
                "docker",
                name,
                "eth0",
                null,
                labels,
                addresses,
                List.of(),
                null,
                null,
                profiles,
                interfaceName,
                null,
                ports);
    }
}
