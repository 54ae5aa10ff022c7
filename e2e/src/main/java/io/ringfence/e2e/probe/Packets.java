package io.ringfence.e2e.probe;

import io.ringfence.e2e.net.Netns;
import io.ringfence.e2e.net.RawSocket;
import io.ringfence.e2e.net.Workload;
import io.ringfence.model.net.IpVersion;
import io.ringfence.model.net.Protocol;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends single packets, each the first of a connection, and looks whether they arrive. It needs no listeners and sees one-way traffic, so
 * it asks the filter and nothing else. Not for packets that connection tracking calls invalid however they are made: ICMP that is no
 * request, and ICMP of the other family. One thread at a time.
 */
public final class Packets implements AutoCloseable {
    /** For how long even packets that should be dropped are looked for. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** How long a packet that should arrive may take: on the way there may be neighbours to find. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private record Opening(Netns netns, boolean ipv6, Protocol protocol) {}

    private final Map<Opening, RawSocket> sockets = new HashMap<>();
    /** Never used twice: connection tracking must not know a packet from before. */
    private int lastNumber;

    /**
     * Sends all and returns those that arrived.
     *
     * @param expected those that ought to arrive: only these are waited for beyond {@link #PATIENCE}
     */
    public Set<Shot> arrived(Collection<Shot> shots, Set<Shot> expected) {
        Map<Integer, Shot> numbered = new HashMap<>();
        Map<Opening, RawSocket> receivers = new HashMap<>();
        for (Shot shot : shots) {
            Opening receiver = opening(shot, shot.to());
            receivers.put(receiver, socket(receiver));
        }
        receivers.forEach((at, socket) -> drain(at, socket, Map.of(), new HashSet<>()));
        for (Shot shot : shots) {
            // The upper half is an echo's identifier, by which connection tracking tells one connection from another.
            int number = Integer.rotateLeft(++lastNumber, 16);
            numbered.put(number, shot);
            boolean ipv6 = isIpv6(shot);
            byte[] bytes = Transport.encode(
                    shot.packet(), shot.from().address(ipv6), shot.to().address(ipv6), number);
            socket(opening(shot, shot.from())).send(shot.to().address(ipv6), bytes);
        }
        Set<Shot> arrived = new HashSet<>();
        long start = System.nanoTime();
        long now = start;
        while (now - start < PATIENCE.toNanos() || (now - start < LIMIT.toNanos() && !arrived.containsAll(expected))) {
            receivers.forEach((at, socket) -> drain(at, socket, numbered, arrived));
            LockSupport.parkNanos(500_000);
            now = System.nanoTime();
        }
        return arrived;
    }

    private static void drain(Opening at, RawSocket socket, Map<Integer, Shot> numbered, Set<Shot> arrived) {
        for (byte[] packet = socket.receive(); packet != null; packet = socket.receive()) {
            Shot shot = numbered.get(Transport.numberOf(packet, at.protocol(), at.ipv6()));
            if (shot != null && shot.to().netns().equals(at.netns())) {
                arrived.add(shot);
            }
        }
    }

    private RawSocket socket(Opening opening) {
        return sockets.computeIfAbsent(
                opening, o -> RawSocket.open(o.netns(), o.ipv6(), o.protocol().number()));
    }

    private static Opening opening(Shot shot, Workload workload) {
        return new Opening(workload.netns(), isIpv6(shot), shot.packet().protocol());
    }

    private static boolean isIpv6(Shot shot) {
        return shot.packet().version() == IpVersion.V6;
    }

    @Override
    public void close() {
        sockets.values().forEach(RawSocket::close);
    }
}
