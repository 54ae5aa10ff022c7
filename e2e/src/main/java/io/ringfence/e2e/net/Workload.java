package io.ringfence.e2e.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A container as the network sees one: a namespace with one interface, whose other end is on its host.
 *
 * @param number from 1, unique in the network
 * @param interfaceName the host's end
 */
public record Workload(int number, Host host, Netns netns, String interfaceName, Inet4Address ipv4, Inet6Address ipv6) {

    public InetAddress address(boolean wantIpv6) {
        return wantIpv6 ? ipv6 : ipv4;
    }

    @Override
    public String toString() {
        return "w" + number + "@" + host.name();
    }
}
