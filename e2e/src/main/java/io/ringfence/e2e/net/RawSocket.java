package io.ringfence.e2e.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sends packets of one IP protocol out of a namespace, with a transport header of our own making, and sees a copy of each that arrives
 * there. One thread at a time.
 */
public final class RawSocket implements AutoCloseable {
    /** Longer packets would arrive cut; ours are some tens of bytes. */
    private static final int BUFFER = 2048;

    private final boolean ipv6;
    private final int descriptor;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment buffer = arena.allocate(BUFFER);

    private RawSocket(boolean ipv6, int descriptor) {
        this.ipv6 = ipv6;
        this.descriptor = descriptor;
    }

    /** Opens one in {@code netns} for an IP protocol number. */
    public static RawSocket open(Netns netns, boolean ipv6, int protocol) {
        return netns.call(() -> new RawSocket(ipv6, Libc.rawSocket(ipv6, protocol)));
    }

    /** Sends a transport header and what follows it. The kernel adds the IP header, and the checksum of ICMPv6. */
    public void send(InetAddress to, byte[] payload) {
        try {
            Libc.send(descriptor, to, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A packet that arrived, from its transport header on; null when none waits. */
    public byte @Nullable [] receive() {
        try {
            int length = Libc.receive(descriptor, buffer);
            if (length < 0) {
                return null;
            }
            byte[] bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
            int header = ipv6 ? 0 : 4 * (bytes[0] & 0xf);
            return Arrays.copyOfRange(bytes, header, bytes.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Libc.close(descriptor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            arena.close();
        }
    }
}
