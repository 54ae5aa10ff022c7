package io.ringfence.calicoctl.host;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A pair of virtual interfaces between the host and a container. Each method can be repeated. */
public final class Link {
    /** Where containers send what is not for themselves. No interface has it; the host answers for it on each link. */
    private static final String GATEWAY = "169.254.1.1";

    /** The same for IPv6: the host's own address on each link of a container with an IPv6 address. */
    private static final String GATEWAY_IPV6 = "fe80::1";

    private final HostTool host;
    private final String outside;
    private final String mac;

    Link(HostTool host, String outside, String mac) {
        this.host = host;
        this.outside = outside;
        this.mac = mac;
    }

    /** Makes it, with an interface in the container that does not exist there yet. Throws {@link HostException}; then nothing remains. */
    public void make(Path namespace, String inside, Cidr address) {
        host.ip(List.of(
                "link add " + outside + " type veth peer name " + inside + " address " + mac + " netns " + namespace));
        try {
            host.ip(List.of("link set dev " + outside + " up"));
            new HostTool(namespace).ip(List.of("link set dev " + inside + " up"));
            String conf = "ipv4/conf/" + outside + "/";
            host.set(List.of(
                    conf + "rp_filter=1",
                    conf + "route_localnet=1",
                    conf + "proxy_arp=1",
                    conf + "forwarding=1",
                    // Else the host waits before it answers for the gateway.
                    "ipv4/neigh/" + outside + "/proxy_delay=0"));
            addAddress(namespace, inside, address);
        } catch (HostException e) {
            remove();
            throw e;
        }
    }

    /** Removes both ends. */
    public void remove() {
        host.remove("link", "delete", "dev", outside);
    }

    /** Leads an address to the container and gives it to the interface there, with the way out. */
    public void addAddress(Path namespace, String inside, Cidr address) {
        HostTool container = new HostTool(namespace);
        List<String> here = new ArrayList<>();
        List<String> there = new ArrayList<>();
        boolean v6 = address.version() == IpVersion.V6;
        String gateway = v6 ? GATEWAY_IPV6 : GATEWAY;
        if (v6) {
            String conf = "ipv6/conf/" + outside + "/";
            host.set(List.of(
                    conf + "proxy_ndp=1",
                    conf + "forwarding=1",
                    // Unlike for IPv4 an interface's own setting does not suffice.
                    "ipv6/conf/all/forwarding=1"));
            // Engines switch it off for containers without an IPv6 network of theirs.
            container.set(List.of("ipv6/conf/" + inside + "/disable_ipv6=0"));
            here.add("address replace " + GATEWAY_IPV6 + "/64 dev " + outside + " nodad");
        }
        here.add("route replace " + address + " dev " + outside);
        here.add("neigh replace " + address.address() + " lladdr " + mac + " dev " + outside + " nud permanent");
        there.add("address replace " + address + " dev " + inside + (v6 ? " nodad" : ""));
        there.add("route replace " + gateway + " dev " + inside);
        there.add("route replace default via " + gateway + " dev " + inside);
        host.ip(here);
        container.ip(there);
    }

    /** Takes an address away at both ends. */
    public void removeAddress(Path namespace, String inside, Cidr address) {
        new HostTool(namespace).remove("address", "delete", address.toString(), "dev", inside);
        host.remove("route", "delete", address.toString(), "dev", outside);
        host.remove("neigh", "delete", address.address(), "dev", outside);
    }
}
