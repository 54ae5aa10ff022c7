package io.ringfence.agent.docker.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.agent.docker.network.Leftovers.Link;
import io.ringfence.agent.docker.network.Replies;
import io.ringfence.agent.docker.network.Veth;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes, removes and lists links. Any thread; calls block for some milliseconds. */
public final class Links {
    /** Stands in the alias of each host's end, with the endpoint's identifier behind it. */
    private static final String MARK = "ringfence:libnetwork:";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HostTool host;
    private final Path sysctls;
    private final @Nullable Integer mtu;

    /**
     * The links of one host.
     *
     * @param namespace of the host, by the name that {@code ip netns} knows; empty for the process's own
     * @param sysctls folder of the kernel's settings, {@code /proc/sys} or where that is mounted
     * @param mtu of both ends; null leaves it to the kernel
     */
    public Links(String namespace, Path sysctls, @Nullable Integer mtu) {
        this.host = new HostTool(namespace);
        this.sysctls = sysctls;
        this.mtu = mtu;
    }

    /**
     * Makes an endpoint's link, in place of one that an earlier attempt left. When it fails, nothing of it remains.
     *
     * @param endpoint a container's: with a MAC
     */
    public void make(Veth veth, WorkloadEndpoint endpoint) throws LinkException {
        remove(veth.host());
        try {
            batch(interfaces(veth, endpoint));
            settings(veth, endpoint);
            batch(ways(veth, endpoint));
        } catch (LinkException e) {
            remove(veth.host());
            throw e;
        }
    }

    private List<String> interfaces(Veth veth, WorkloadEndpoint endpoint) {
        String size = mtu == null ? "" : " mtu " + mtu;
        return List.of(
                "link add " + veth.host() + size + " type veth peer name " + veth.container() + size,
                "link set dev " + veth.host() + " alias " + MARK + endpoint.name(),
                "link set dev " + veth.host() + " up");
    }

    private void settings(Veth veth, WorkloadEndpoint endpoint) throws LinkException {
        String v4 = "ipv4/conf/" + veth.host() + "/";
        List<String> settings = new ArrayList<>(List.of(
                v4 + "rp_filter=1",
                v4 + "route_localnet=1",
                v4 + "proxy_arp=1",
                v4 + "forwarding=1",
                // Else the host waits before it answers for the gateway.
                "ipv4/neigh/" + veth.host() + "/proxy_delay=0"));
        if (hasIpv6(endpoint)) {
            String v6 = "ipv6/conf/" + veth.host() + "/";
            settings.addAll(List.of(
                    v6 + "proxy_ndp=1",
                    v6 + "forwarding=1",
                    // Unlike for IPv4 an interface's own setting does not suffice.
                    "ipv6/conf/all/forwarding=1"));
        }
        // Not by sysctl(8), which knows one folder only: a container may see that read-only, and have it mounted
        // elsewhere.
        host.run(
                List.of(
                        "sh",
                        "-ec",
                        "cd \"$1/net\"; while IFS== read -r setting value; do echo \"$value\" > \"$setting\"; done",
                        "sh",
                        sysctls.toString()),
                String.join("\n", settings) + "\n");
    }

    private static List<String> ways(Veth veth, WorkloadEndpoint endpoint) {
        List<String> lines = new ArrayList<>();
        if (hasIpv6(endpoint)) {
            lines.add("address add " + Replies.GATEWAY_IPV6 + "/64 dev " + veth.host() + " nodad");
        }
        for (Cidr address : endpoint.ipNetworks()) {
            lines.add("route replace " + address + " dev " + veth.host());
            lines.add("neigh replace " + address.address() + " lladdr " + endpoint.mac() + " dev " + veth.host()
                    + " nud permanent");
        }
        return lines;
    }

    private static boolean hasIpv6(WorkloadEndpoint endpoint) {
        return endpoint.ipNetworks().stream().anyMatch(address -> address.version() == IpVersion.V6);
    }

    private void batch(List<String> lines) throws LinkException {
        host.run(List.of("ip", "-batch", "-"), String.join("\n", lines) + "\n");
    }

    /** Removes a link by its host's end, and with it the other end, wherever that is. One that does not exist is no error. */
    public void remove(String interfaceName) throws LinkException {
        try {
            host.run(List.of("ip", "link", "delete", "dev", interfaceName), "");
        } catch (LinkException e) {
            if (!String.valueOf(e.getMessage()).contains("Cannot find device")) {
                throw e;
            }
        }
    }

    /** All interfaces of the host, and those among them that are links of ours. */
    public record Present(Set<String> interfaces, List<Link> links) {
        public Present {
            interfaces = Set.copyOf(interfaces);
            links = List.copyOf(links);
        }
    }

    /** What there is. */
    public Present list() throws LinkException {
        JsonNode all;
        try {
            all = JSON.readTree(host.run(List.of("ip", "-json", "link", "show"), ""));
        } catch (JsonProcessingException e) {
            throw new LinkException("ip link show: " + e.getOriginalMessage());
        }
        Set<String> interfaces = new HashSet<>();
        List<Link> links = new ArrayList<>();
        for (JsonNode each : all) {
            String name = each.path("ifname").asText();
            String alias = each.path("ifalias").asText();
            interfaces.add(name);
            // The other end is named only if it is in the same namespace.
            String otherEnd = each.path("link").asText();
            if (alias.startsWith(MARK)) {
                links.add(new Link(name, alias.substring(MARK.length()), otherEnd.isEmpty()));
            } else if (otherEnd.matches("temp[0-9a-zA-Z]{11}") && name.endsWith(otherEnd.substring(4))) {
                // Made, and not yet marked: the process may have ended between the two.
                links.add(new Link(name, otherEnd.substring(4), false));
            }
        }
        return new Present(interfaces, links);
    }
}
