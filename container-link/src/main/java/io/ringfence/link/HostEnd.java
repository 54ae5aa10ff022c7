package io.ringfence.link;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.ContainerLink;
import io.ringfence.model.net.IpVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The host's end of a container's link. It answers for the gateway, and the host leads the container's addresses to it. Each method can be
 * repeated. Any thread; calls block.
 */
public final class HostEnd {
    private final HostTool host;
    private final Path sysctls;
    private final String name;

    /**
     * Does nothing yet.
     *
     * @param sysctls {@code /proc/sys} or where that is mounted
     * @param name of the interface
     */
    public HostEnd(HostTool host, Path sysctls, String name) {
        this.host = host;
        this.sysctls = sysctls;
        this.name = name;
    }

    /** Leads addresses to the container behind an interface that is up. */
    public void lead(List<Cidr> addresses, String mac) throws LinkException {
        boolean v6 = addresses.stream().anyMatch(address -> address.version() == IpVersion.V6);
        host.set(sysctls, settings(v6));
        List<String> ways = new ArrayList<>();
        if (v6) {
            ways.add("address replace " + ContainerLink.GATEWAY_IPV6 + "/64 dev " + name + " nodad");
        }
        for (Cidr address : addresses) {
            ways.add("route replace " + address + " dev " + name);
            ways.add("neigh replace " + address.address() + " lladdr " + mac + " dev " + name + " nud permanent");
        }
        host.ip(ways);
    }

    private List<String> settings(boolean v6) {
        String conf = "net/ipv4/conf/" + name + "/";
        List<String> settings = new ArrayList<>(List.of(
                conf + "rp_filter=1",
                conf + "route_localnet=1",
                conf + "proxy_arp=1",
                conf + "forwarding=1",
                // Else the host waits before it answers for the gateway.
                "net/ipv4/neigh/" + name + "/proxy_delay=0"));
        if (v6) {
            String conf6 = "net/ipv6/conf/" + name + "/";
            settings.addAll(List.of(
                    conf6 + "proxy_ndp=1",
                    conf6 + "forwarding=1",
                    // Unlike for IPv4 an interface's own setting does not suffice.
                    "net/ipv6/conf/all/forwarding=1"));
        }
        return settings;
    }

    /** Leads an address there no more. */
    public void unlead(Cidr address) throws LinkException {
        host.remove("route", "delete", address.toString(), "dev", name);
        host.remove("neigh", "delete", address.address(), "dev", name);
    }

    /** Removes it, and with it the other end, wherever that is. */
    public void remove() throws LinkException {
        host.remove("link", "delete", "dev", name);
    }
}
