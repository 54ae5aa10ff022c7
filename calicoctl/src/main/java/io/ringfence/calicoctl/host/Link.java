package io.ringfence.calicoctl.host;

import io.ringfence.link.HostEnd;
import io.ringfence.link.HostTool;
import io.ringfence.link.LinkException;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.ContainerLink;
import io.ringfence.model.net.IpVersion;
import java.nio.file.Path;
import java.util.List;

/** A pair of virtual interfaces between the host and a container. Each method but {@link #make} can be repeated. */
public final class Link {
    private final HostTool host;
    private final HostEnd end;
    private final String outside;
    private final String mac;

    Link(HostTool host, Path sysctls, String outside, String mac) {
        this.host = host;
        this.end = new HostEnd(host, sysctls, outside);
        this.outside = outside;
        this.mac = mac;
    }

    /** Makes it, with an interface in the container that does not exist there yet. After a failure {@link #remove} takes away what is there. */
    public void make(Path namespace, String inside, Cidr address) throws LinkException {
        host.ip(List.of(
                "link add " + outside + " type veth peer name " + inside + " address " + mac + " netns " + namespace,
                "link set dev " + outside + " up"));
        HostTool.in(namespace).ip(List.of("link set dev " + inside + " up"));
        addAddress(namespace, inside, address);
    }

    /** Removes both ends. */
    public void remove() throws LinkException {
        end.remove();
    }

    /** Leads an address to the container and gives it to the interface there, with the way out. */
    public void addAddress(Path namespace, String inside, Cidr address) throws LinkException {
        HostTool container = HostTool.in(namespace);
        boolean v6 = address.version() == IpVersion.V6;
        String gateway = v6 ? ContainerLink.GATEWAY_IPV6 : ContainerLink.GATEWAY;
        if (v6) {
            // Engines switch it off for containers without an IPv6 network of theirs.
            container.set(Path.of("/proc/sys"), List.of("net/ipv6/conf/" + inside + "/disable_ipv6=0"));
        }
        end.lead(List.of(address), mac);
        container.ip(List.of(
                "address replace " + address + " dev " + inside + (v6 ? " nodad" : ""),
                "route replace " + gateway + " dev " + inside,
                "route replace default via " + gateway + " dev " + inside));
    }

    /** Takes an address away at both ends. */
    public void removeAddress(Path namespace, String inside, Cidr address) throws LinkException {
        HostTool.in(namespace).remove("address", "delete", address.toString(), "dev", inside);
        end.unlead(address);
    }
}
