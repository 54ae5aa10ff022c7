package io.ringfence.agent.docker.link;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.agent.docker.network.Leftovers.Link;
import io.ringfence.agent.docker.network.Veth;
import io.ringfence.link.HostEnd;
import io.ringfence.link.HostTool;
import io.ringfence.link.LinkException;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
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
        this.host = HostTool.inNamed(namespace);
        this.sysctls = sysctls;
        this.mtu = mtu;
    }

    /**
     * Makes an endpoint's link, in place of one that an earlier attempt left. When it fails, nothing of it remains.
     *
     * @param endpoint a container's: with a MAC
     */
    public void make(Veth veth, WorkloadEndpoint endpoint) throws LinkException {
        String mac = Objects.requireNonNull(endpoint.mac());
        remove(veth.host());
        try {
            host.ip(interfaces(veth, endpoint));
            end(veth.host()).lead(endpoint.ipNetworks(), mac);
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

    /** Removes a link by its host's end, and with it the other end, wherever that is. One that does not exist is no error. */
    public void remove(String interfaceName) throws LinkException {
        end(interfaceName).remove();
    }

    private HostEnd end(String interfaceName) {
        return new HostEnd(host, sysctls, interfaceName);
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
