package io.ringfence.agent;

import io.ringfence.agent.program.ProcessKernel;
import io.ringfence.agent.program.ProcessKernel.Backend;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A host as a network namespace, and its workloads as others behind it, each with an IPv4 and an IPv6 address. Close it always. */
final class World implements AutoCloseable {
    private final String id = Long.toString(ThreadLocalRandom.current().nextLong(1L << 30), 36);
    private final List<String> namespaces = new ArrayList<>();
    final String host = namespace("h");

    World() {
        in(host, "sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1 net.ipv6.conf.default.accept_dad=0");
        in(host, "ip link set lo up");
    }

    private String namespace(String name) {
        String namespace = "rft-" + id + "-" + name;
        sh("ip netns add " + namespace);
        namespaces.add(namespace);
        return namespace;
    }

    ProcessKernel kernel(Backend backend) {
        return new ProcessKernel(backend, host);
    }

    /** A workload with the addresses 10.65.0.n and fd00:65::n behind the interface cali&lt;n&gt; of the host. */
    Workload workload(int n) {
        String namespace = namespace("w" + n);
        String veth = "cali" + n;
        in(namespace, "sysctl -qw net.ipv6.conf.default.accept_dad=0");
        sh("ip link add " + veth + " netns " + host + " type veth peer name eth0 netns " + namespace);
        in(
                host,
                "ip link set " + veth + " up && ip addr add 169.254.1.1/32 dev " + veth
                        + " && ip addr add fe80::1/64 dev " + veth + " nodad");
        in(
                host,
                "ip route add 10.65.0." + n + "/32 dev " + veth + " && ip -6 route add fd00:65::" + n + "/128 dev "
                        + veth);
        in(
                namespace,
                "ip link set lo up && ip link set eth0 up && ip addr add 10.65.0." + n
                        + "/32 dev eth0 && ip addr add fd00:65::" + n + "/128 dev eth0 nodad");
        in(
                namespace,
                "ip route add 169.254.1.1 dev eth0 && ip route add default via 169.254.1.1 dev eth0"
                        + " && ip -6 route add default via fe80::1 dev eth0");
        return new Workload(this, namespace, veth, "10.65.0." + n, "fd00:65::" + n);
    }

    /** A workload's side of the link. */
    record Workload(World world, String namespace, String interfaceName, String v4, String v6) {
        boolean pings(String address) {
            return world.succeeds(namespace, "ping -n -c1 -W0.4 " + address);
        }

        /** Whether a TCP connection to a listener there comes about. */
        boolean connects(Workload to, String address, int port) {
            String family = address.indexOf(':') >= 0 ? "-6" : "-4";
            // The listener answers one connection; both ends give up after a second.
            return world.succeeds(
                    to.namespace,
                    "(timeout 2 nc " + family + " -l -p " + port + " </dev/null >/dev/null & p=$!;"
                            + " for i in $(seq 200); do ss -ltn | grep -q ':" + port + " ' && break; done;"
                            + " nsenter --net=/run/netns/" + namespace + " timeout 0.4 nc " + family + " -z " + address
                            + " "
                            + port + "; r=$?; kill $p 2>/dev/null; exit $r)");
        }
    }

    void in(String namespace, String command) {
        sh("nsenter --net=/run/netns/" + namespace + " sh -ec '" + command + "'");
    }

    boolean succeeds(String namespace, String command) {
        return run(
                        "nsenter --net=/run/netns/" + namespace + " bash -c \"" + command.replace("$", "\\$") + "\"",
                        new StringBuilder())
                == 0;
    }

    /** Output of a command inside the host. */
    String output(String command) {
        StringBuilder output = new StringBuilder();
        int code = run("nsenter --net=/run/netns/" + host + " sh -c '" + command + "'", output);
        if (code != 0) {
            throw new IllegalStateException(command + ": " + output);
        }
        return output.toString();
    }

    private static void sh(String command) {
        StringBuilder output = new StringBuilder();
        if (run(command, output) != 0) {
            throw new IllegalStateException(command + ": " + output + " (these tests need root)");
        }
    }

    private static int run(String command, StringBuilder output) {
        try {
            Process process = new ProcessBuilder("bash", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            output.append(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            return process.waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(command, e);
        }
    }

    @Override
    public void close() {
        namespaces.forEach(namespace -> run("ip netns del " + namespace, new StringBuilder()));
    }
}
