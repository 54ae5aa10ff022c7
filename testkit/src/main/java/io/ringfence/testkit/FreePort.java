package io.ringfence.testkit;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for services that a test starts, and perhaps stops and starts again. The system's own choice, port 0, can come twice before the
 * first service listens, and lies among the ports of outgoing connections: while a service is away, the connection of a client that waits
 * for it can take its place. Any thread.
 */
public final class FreePort {
    /** Below are the ports of well-known services. */
    static final int LOWEST = 12_000;

    /** Where Linux begins to take ports for outgoing connections, unless it is set otherwise. */
    static final int END = 32_768;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(END - LOWEST));

    private FreePort() {}

    /** A port on which nothing of this machine listens, and which none of the twenty thousand calls before in this process returned. */
    public static int next() {
        for (int left = END - LOWEST; left > 0; left--) {
            int port = LOWEST + NEXT.getAndIncrement() % (END - LOWEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " to " + (END - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
