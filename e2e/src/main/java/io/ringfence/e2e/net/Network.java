package io.ringfence.e2e.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One or two hosts with workloads, wired as a container network wires them: each workload has one address of each family, routed to the
 * host's end of its veth pair, which answers for the gateway (proxy ARP for {@code 169.254.1.1}, a link-local address for IPv6); the hosts
 * are joined by a link and have routes to each other's workloads. Nothing filters here; that is the agent's work.
 */
public final class Network implements AutoCloseable {
    private static final String GATEWAY = "169.254.1.1";

    private static final AtomicInteger CREATED = new AtomicInteger();

    /** Tells apart several networks of one process. */
    private final String serial;

    private final List<Host> hosts = new ArrayList<>();
    private final List<Workload> workloads = new ArrayList<>();
    private final Thread atExit = new Thread(this::remove, "remove-network");

    private Network() {
        this.serial = "n" + CREATED.incrementAndGet();
    }

    /** Two hosts with as many workloads each as said. */
    public static Network ofTwoHosts(int workloadsPerHost) {
        return create(2, workloadsPerHost);
    }

    /** One host. */
    public static Network ofOneHost(int workloads) {
        return create(1, workloads);
    }

    private static synchronized Network create(int hosts, int workloadsPerHost) {
        Leftovers.sweep();
        Network network = new Network();
        Runtime.getRuntime().addShutdownHook(network.atExit);
        try {
            for (int i = 1; i <= hosts; i++) {
                network.addHost(i);
            }
            if (hosts == 2) {
                network.join(network.hosts.get(0), network.hosts.get(1));
            }
            for (Host host : network.hosts) {
                for (int i = 0; i < workloadsPerHost; i++) {
                    network.addWorkload(host);
                }
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

    /** In the order of their numbers: first those of the first host. */
    public List<Workload> workloads() {
        return List.copyOf(workloads);
    }

    private void addHost(int number) {
        Netns netns = Netns.create(Leftovers.nameFor(serial + "h" + number));
        hosts.add(new Host(number, "host-" + number, netns));
        netns.sysctl("ipv4/ip_forward", "1");
        netns.sysctl("ipv6/conf/all/forwarding", "1");
        // Linux answers ARP for a gateway only when it has a route there: a default route, here into a cable that ends
        // nowhere.
        netns.ip("""
                link add uplink type veth peer name nowhere
                link set nowhere up
                link set uplink up
                route add default dev uplink
                """);
    }

    private void join(Host one, Host other) {
        one.netns()
                .ip("link add fabric type veth peer name fabric netns "
                        + other.netns().name());
        for (Host host : hosts) {
            Host peer = host.equals(one) ? other : one;
            host.netns()
                    .ip(String.format(
                            Locale.ROOT,
                            """
                    addr add %s/24 dev fabric
                    addr add %s/64 dev fabric nodad
                    link set fabric up
                    route add 10.65.%d.0/24 via %s
                    route add fd65:%d::/64 via %s
                    """,
                            fabricIpv4(host),
                            fabricIpv6(host),
                            peer.number(),
                            fabricIpv4(peer),
                            peer.number(),
                            fabricIpv6(peer)));
        }
    }

    private void addWorkload(Host host) {
        int number = workloads.size() + 1;
        Netns inside = Netns.create(Leftovers.nameFor(serial + "w" + number));
        String outside = "cali" + number;
        String ipv4 = "10.65." + host.number() + "." + number;
        String ipv6 = String.format(Locale.ROOT, "fd65:%d::%x", host.number(), number);
        Workload workload =
                new Workload(number, host, inside, outside, (Inet4Address) InetAddress.ofLiteral(ipv4), (Inet6Address)
                        InetAddress.ofLiteral(ipv6));
        workloads.add(workload);
        host.netns().ip("link add " + outside + " type veth peer name eth0 netns " + inside.name());
        // Else an answer for the gateway comes after a random delay of up to 0.8 s.
        host.netns().sysctl("ipv4/conf/" + outside + "/proxy_arp", "1");
        host.netns().sysctl("ipv4/neigh/" + outside + "/proxy_delay", "0");
        inside.sysctl("ipv4/icmp_ratelimit", "0");
        host.netns().ip(String.format(Locale.ROOT, """
                link set %1$s up
                addr add fe80::1/64 dev %1$s nodad
                route add %2$s/32 dev %1$s
                route add %3$s/128 dev %1$s
                """, outside, ipv4, ipv6));
        inside.ip(String.format(Locale.ROOT, """
                addr add %1$s/32 dev eth0
                addr add %2$s/128 dev eth0 nodad
                link set eth0 up
                route add %3$s dev eth0 scope link
                route add default via %3$s
                route add default via fe80::1 dev eth0
                """, ipv4, ipv6, GATEWAY));
    }

    private static String fabricIpv4(Host host) {
        return "172.31.255." + host.number();
    }

    private static String fabricIpv6(Host host) {
        return "fd65:ffff::" + host.number();
    }

    /** Removes all namespaces. */
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
        for (Workload workload : workloads) {
            workload.netns().close();
        }
        for (Host host : hosts) {
            host.netns().close();
        }
    }
}
