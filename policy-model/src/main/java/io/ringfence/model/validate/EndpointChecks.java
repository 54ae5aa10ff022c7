package io.ringfence.model.validate;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Workload and host endpoints. */
final class EndpointChecks {
    private static final Pattern MAC = Pattern.compile(
            "[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{2}(-[0-9a-fA-F]{2}){5}|[0-9a-fA-F]{4}(\\.[0-9a-fA-F]{4}){2}");

    private EndpointChecks() {}

    static void workload(WorkloadEndpoint endpoint, Findings found) {
        found.identity("Node", "metadata.node", endpoint.node(), Findings.NAME);
        found.identity("Orchestrator", "metadata.orchestrator", endpoint.orchestrator(), Findings.NAMESPACED_NAME);
        found.identity("Workload", "metadata.workload", endpoint.workload(), Findings.NAMESPACED_NAME);
        found.identity("Name", "metadata.name", endpoint.name(), Findings.NAMESPACED_NAME);
        if (endpoint.activeInstanceId() != null) {
            found.matches("ActiveInstanceID", "metadata.activeInstanceID", endpoint.activeInstanceId(), Findings.NAME);
        }
        found.labels(endpoint.labels());
        addresses(
                "IPNetworks",
                "spec.ipNetworks",
                "IP network contains multiple addresses",
                endpoint.ipNetworks(),
                found);
        nats(endpoint, found);
        gateway("IPv4Gateway", "spec.ipv4Gateway", endpoint.ipv4Gateway(), IpVersion.V4, found);
        gateway("IPv6Gateway", "spec.ipv6Gateway", endpoint.ipv6Gateway(), IpVersion.V6, found);
        found.eachMatches("Profiles", "spec.profiles", endpoint.profiles(), Findings.NAMESPACED_NAME);
        found.matches("InterfaceName", "spec.interfaceName", endpoint.interfaceName(), Findings.INTERFACE);
        String mac = endpoint.mac();
        if (mac != null && !MAC.matcher(mac).matches()) {
            found.add("MAC", "spec.mac", mac, "invalid MAC address");
        }
    }

    static void host(HostEndpoint endpoint, Findings found) {
        found.identity("Node", "metadata.node", endpoint.node(), Findings.NAME);
        found.identity("Name", "metadata.name", endpoint.name(), Findings.NAMESPACED_NAME);
        found.labels(endpoint.labels());
        String interfaceName = endpoint.interfaceName();
        if (interfaceName != null && !interfaceName.equals("*")) {
            found.matches("InterfaceName", "spec.interfaceName", interfaceName, Findings.INTERFACE);
        } else if (interfaceName == null && endpoint.expectedIps().isEmpty()) {
            found.add("InterfaceName", "spec.interfaceName", "", "no interface or expected IPs have been specified");
        }
        addresses(
                "ExpectedIPs",
                "spec.expectedIPs",
                "IP network contains multiple addresses",
                endpoint.expectedIps(),
                found);
        found.eachMatches("Profiles", "spec.profiles", endpoint.profiles(), Findings.NAMESPACED_NAME);
    }

    private static void nats(WorkloadEndpoint endpoint, Findings found) {
        for (int i = 0; i < endpoint.ipNats().size(); i++) {
            WorkloadEndpoint.IpNat nat = endpoint.ipNats().get(i);
            String path = "spec.ipNATs[" + i + "]";
            if (nat.internalIp().version() != nat.externalIp().version()) {
                found.add("ExternalIP", path + ".externalIP", nat.externalIp().address(), "mismatched IP versions");
            }
            if (!nat.internalIp().isSingleAddress() || !nat.externalIp().isSingleAddress()) {
                found.add("IPNATs", path, nat.internalIp(), "IP network contains multiple addresses");
            }
            if (endpoint.ipNetworks().stream().noneMatch(network -> network.contains(nat.internalIp()))) {
                found.add(
                        "IPNATs",
                        path + ".internalIP",
                        nat.internalIp().address(),
                        "NAT is not in the endpoint networks");
            }
        }
    }

    private static void addresses(String name, String path, String reason, List<Cidr> addresses, Findings found) {
        for (int i = 0; i < addresses.size(); i++) {
            if (!addresses.get(i).isSingleAddress()) {
                found.add(name, path + "[" + i + "]", addresses.get(i), reason);
            }
        }
    }

    private static void gateway(String name, String path, @Nullable Cidr gateway, IpVersion version, Findings found) {
        if (gateway != null && (gateway.version() != version || !gateway.isSingleAddress())) {
            String family = version == IpVersion.V4 ? "IPv4" : "IPv6";
            found.add(name, path, gateway.address(), "invalid " + family + " gateway address specified");
        }
    }
}
