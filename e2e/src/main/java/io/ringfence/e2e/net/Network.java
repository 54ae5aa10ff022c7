package io.ringfence.e2e.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hosts with workloads, wired as a container network wires them: each workload has one address of each family, routed to the host's end of
 * its veth pair, which answers for the gateway (proxy ARP for {@code 169.254.1.1}, a link-local address for IPv6). The hosts reach each
 * other through a router, the fabric. Nothing filters here; that is the agent's work.
 */
public final class Network implements AutoCloseable {
    private static final String GATEWAY = "169.254.1.1";

    /** The host number of the fabric: a workload there is outside, behind no agent. */
    public static final int FABRIC = 0;

    private static final AtomicInteger CREATED = new AtomicInteger();

    /** Tells apart several networks of one process. */
    private final String serial;

    private final Host fabric;
    private final List<Host> hosts = new ArrayList<>();
    /** Hosts' namespaces that are somebody else's and stay. */
    private final List<Netns> borrowed;

    private final List<Workload> workloads = new ArrayList<>();
    private final Thread atExit = new Thread(this::remove, "remove-network");

    /**
     * Where a workload is and what it is called there.
     *
     * @param host number of the host from 1, or {@link #FABRIC}
     * @param interfaceName the host's end
     */
    public record Place(int host, String interfaceName, String ipv4, String ipv6) {}

    private Network(List<Netns> borrowed) {
        this.borrowed = List.copyOf(borrowed);
        this.serial = "n" + CREATED.incrementAndGet();
        this.fabric = new Host(FABRIC, "fabric", Netns.create(Leftovers.nameFor(serial + "fabric")));
    }

    /** Hosts {@code host-1} and up, with as many workloads each as said: {@code cali1} and up, with addresses in {@code 10.65.0.0/16}. */
    public static Network of(int hosts, int workloadsPerHost) {
        return of(hosts, places(hosts, workloadsPerHost));
    }

    /**
     * As {@link #of(int, int)}, with namespaces that are there already, such as containers', as the hosts. They get a default route to the
     * fabric, and what is added to them goes with the network; they themselves stay.
     */
    public static Network over(List<Netns> hosts, int workloadsPerHost) {
        return of(hosts.size(), places(hosts.size(), workloadsPerHost), hosts);
    }

    private static List<Place> places(int hosts, int workloadsPerHost) {
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < hosts * workloadsPerHost; i++) {
            int host = i / workloadsPerHost + 1;
            int number = i + 1;
            places.add(new Place(
                    host,
                    "cali" + number,
                    "10.65." + host + "." + number,
                    "fd65:" + host + "::" + Integer.toHexString(number)));
        }
        return places;
    }

    /** Hosts {@code host-1} and up, with workloads numbered from 1 in the order given. */
    public static Network of(int hosts, List<Place> places) {
        return of(hosts, places, List.of());
    }

    private static Network of(int hosts, List<Place> places, List<Netns> borrowed) {
        Leftovers.sweep();
        Network network = new Network(borrowed);
        Runtime.getRuntime().addShutdownHook(network.atExit);
        try {
            network.startFabric();
            for (int i = 1; i <= hosts; i++) {
                network.addHost(i);
            }
            for (Place place : places) {
                network.addWorkload(place);
            }
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
        return network;
    }

    public List<Host> hosts() {
        return List.copyOf(hosts);
    }

    /** In the order of their numbers. */
    public List<Workload> workloads() {
        return List.copyOf(workloads);
    }

    private void startFabric() {
        forwards(fabric);
        // Linux answers ARP for a gateway only when it has a route there: a default route, here into a cable that ends
        // nowhere.
        fabric.netns().ip("""
                link add uplink type veth peer name nowhere
                link set nowhere up
                link set uplink up
                route add default dev uplink
                """);
    }

    private static void forwards(Host host) {
        host.netns().sysctl("ipv4/ip_forward", "1");
        host.netns().sysctl("ipv6/conf/all/forwarding", "1");
    }

    private void addHost(int number) {
        Netns netns =
                borrowed.isEmpty() ? Netns.create(Leftovers.nameFor(serial + "h" + number)) : borrowed.get(number - 1);
        Host host = new Host(number, "host-" + number, netns);
        hosts.add(host);
        // Engines switch IPv6 off for containers without an IPv6 network.
        netns.sysctl("ipv6/conf/all/disable_ipv6", "0");
        netns.sysctl("ipv6/conf/default/disable_ipv6", "0");
        forwards(host);
        fabric.netns().ip(String.format(Locale.ROOT, """
                link add host%1$d type veth peer name fabric netns %2$s
                addr add 172.31.%1$d.1/24 dev host%1$d
                addr add fd65:ffff:%1$d::1/64 dev host%1$d nodad
                link set host%1$d up
                """, number, host.netns().name()));
        host.netns().ip(String.format(Locale.ROOT, """
                addr add 172.31.%1$d.2/24 dev fabric
                addr add fd65:ffff:%1$d::2/64 dev fabric nodad
                link set fabric up
                route replace default via 172.31.%1$d.1
                route replace default via fd65:ffff:%1$d::1
                """, number));
    }

    /** Tells the fabric that a net, as {@code 192.168.1.0/26}, is behind a host. */
    public void route(String net, Host host) {
        String via = net.contains(":") ? "fd65:ffff:%d::2" : "172.31.%d.2";
        fabric.netns().ip("route replace " + net + " via " + String.format(Locale.ROOT, via, host.number()) + "\n");
    }

    private void addWorkload(Place place) {
        int number = workloads.size() + 1;
        Host host = place.host() == FABRIC ? fabric : hosts.get(place.host() - 1);
        Netns inside = Netns.create(Leftovers.nameFor(serial + "w" + number));
        Inet4Address ipv4 = (Inet4Address) InetAddress.ofLiteral(place.ipv4());
        Inet6Address ipv6 = (Inet6Address) InetAddress.ofLiteral(place.ipv6());
        String outside = place.interfaceName();
        workloads.add(new Workload(number, host, inside, outside, ipv4, ipv6));
        host.netns().ip("link add " + outside + " type veth peer name eth0 netns " + inside.name());
        host.netns().sysctl("ipv4/conf/" + outside + "/proxy_arp", "1");
        // Else an answer for the gateway comes after a random delay of up to 0.8 s.
        host.netns().sysctl("ipv4/neigh/" + outside + "/proxy_delay", "0");
        inside.sysctl("ipv4/icmp_ratelimit", "0");
        host.netns().ip(String.format(Locale.ROOT, """
                link set %1$s up
                addr add fe80::1/64 dev %1$s nodad
                route add %2$s/32 dev %1$s
                route add %3$s/128 dev %1$s
                """, outside, place.ipv4(), place.ipv6()));
        inside.ip(String.format(Locale.ROOT, """
                addr add %1$s/32 dev eth0
                addr add %2$s/128 dev eth0 nodad
                link set eth0 up
                route add %3$s dev eth0 scope link
                route add default via %3$s
                route add default via fe80::1 dev eth0
                """, place.ipv4(), place.ipv6(), GATEWAY));
        if (place.host() != FABRIC) {
            fabric.netns().ip(String.format(Locale.ROOT, """
                    route add %2$s/32 via 172.31.%1$d.2
                    route add %3$s/128 via fd65:ffff:%1$d::2
                    """, place.host(), place.ipv4(), place.ipv6()));
        }
    }

    /** Removes all namespaces that it made. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // The process ends, and the hook is at work.
        }
        remove();
    }

    private void remove() {
        workloads.forEach(workload -> workload.netns().close());
        hosts.stream()
                .map(Host::netns)
                .filter(netns -> !borrowed.contains(netns))
                .forEach(Netns::close);
        fabric.netns().close();
    }
}
