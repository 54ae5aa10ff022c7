package io.ringfence.e2e.probe;

import io.ringfence.e2e.net.RawSocket;
import io.ringfence.e2e.net.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Real TCP connections to listeners, and real pings, all at a time. One thread at a time. */
public final class Connections implements AutoCloseable {
    /** For how long even what should be refused is watched. */
    private static final Duration PATIENCE = Duration.ofMillis(400);

    /** For how long what should succeed may take: long enough for two repeated SYNs. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private static final int ICMP = 1;
    private static final int ICMPV6 = 58;

    private record PingSocket(Workload workload, boolean ipv6) {}

    private final Selector selector;
    private final List<ServerSocketChannel> listeners = new ArrayList<>();
    private final Map<PingSocket, RawSocket> pingSockets = new HashMap<>();
    private int echoes;

    /** Listens on {@code ports} in each workload. */
    public Connections(Collection<Workload> workloads, Collection<Integer> ports) {
        try {
            selector = Selector.open();
            for (Workload workload : workloads) {
                for (boolean ipv6 : List.of(false, true)) {
                    for (int port : ports) {
                        listeners.add(workload.netns().call(() -> listen(workload, ipv6, port)));
                    }
                    int protocol = ipv6 ? ICMPV6 : ICMP;
                    pingSockets.put(new PingSocket(workload, ipv6), RawSocket.open(workload.netns(), ipv6, protocol));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ServerSocketChannel listen(Workload workload, boolean ipv6, int port) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(family(ipv6));
        listener.bind(new InetSocketAddress(workload.address(ipv6), port));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
        return listener;
    }

    private static StandardProtocolFamily family(boolean ipv6) {
        return ipv6 ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
    }

    /**
     * Makes all attempts together.
     *
     * @param expected those that ought to succeed: only these are waited for beyond {@link #PATIENCE}
     * @return those that succeeded
     */
    public Set<Attempt> succeeded(Collection<Attempt> attempts, Set<Attempt> expected) {
        Set<Attempt> succeeded = new HashSet<>();
        Map<Integer, Attempt> pings = new HashMap<>();
        List<SocketChannel> opened = new ArrayList<>();
        try {
            for (Attempt attempt : attempts) {
                switch (attempt.what()) {
                    case Attempt.Tcp tcp -> opened.add(connect(attempt, tcp.port()));
                    case Attempt.Ping _ -> pings.put(ping(attempt), attempt);
                }
            }
            long start = System.nanoTime();
            long now = start;
            while (now - start < PATIENCE.toNanos()
                    || (now - start < LIMIT.toNanos() && !succeeded.containsAll(expected))) {
                selector.select(key -> turn(key, succeeded), 5);
                pingSockets.forEach((at, socket) -> readEchoes(at, socket, pings, succeeded));
                now = System.nanoTime();
            }
            return succeeded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            opened.forEach(Connections::abort);
        }
    }

    private SocketChannel connect(Attempt attempt, int port) {
        SocketChannel channel = attempt.from().netns().call(() -> SocketChannel.open(family(attempt.ipv6())));
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_CONNECT, attempt);
            boolean done = channel.connect(new InetSocketAddress(attempt.to().address(attempt.ipv6()), port));
            assert !done : "a connection through two namespaces takes a turn";
            return channel;
        } catch (IOException e) {
            abort(channel);
            throw new UncheckedIOException(e);
        }
    }

    private void turn(SelectionKey key, Set<Attempt> succeeded) {
        try {
            if (key.isAcceptable()) {
                SocketChannel accepted = ((ServerSocketChannel) key.channel()).accept();
                if (accepted != null) {
                    accepted.close();
                }
            } else if (((SocketChannel) key.channel()).finishConnect()) {
                succeeded.add((Attempt) key.attachment());
                key.cancel();
            }
        } catch (IOException e) {
            key.cancel(); // Refused or unreachable: it did not succeed.
        }
    }

    /** Sends an echo request; the number returned is in its identifier and sequence, and in the answer's. */
    private int ping(Attempt attempt) {
        // In the identifier, the upper half: connection tracking takes echoes of one identifier for one connection.
        int number = Integer.rotateLeft(++echoes, 16);
        byte type = (byte) (attempt.ipv6() ? 128 : 8);
        ByteBuffer request = ByteBuffer.allocate(16)
                .put(type)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(number);
        if (!attempt.ipv6()) {
            request.putShort(2, Checksums.internet(request.array()));
        }
        socket(attempt.from(), attempt.ipv6()).send(attempt.to().address(attempt.ipv6()), request.array());
        return number;
    }

    private RawSocket socket(Workload workload, boolean ipv6) {
        RawSocket socket = pingSockets.get(new PingSocket(workload, ipv6));
        if (socket == null) {
            throw new IllegalArgumentException("not one of the workloads given: " + workload);
        }
        return socket;
    }

    private static void readEchoes(
            PingSocket at, RawSocket socket, Map<Integer, Attempt> pings, Set<Attempt> succeeded) {
        byte reply = (byte) (at.ipv6() ? 129 : 0);
        for (byte[] packet = socket.receive(); packet != null; packet = socket.receive()) {
            Attempt attempt =
                    packet.length >= 8 ? pings.get(ByteBuffer.wrap(packet).getInt(4)) : null;
            if (attempt != null && packet[0] == reply && attempt.from().equals(at.workload())) {
                succeeded.add(attempt);
            }
        }
    }

    /** Closes with a reset, so that no port lingers. */
    private static void abort(SocketChannel channel) {
        try {
            if (channel.isOpen()) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            for (ServerSocketChannel listener : listeners) {
                listener.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        pingSockets.values().forEach(RawSocket::close);
    }
}
