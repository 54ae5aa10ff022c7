package io.ringfence.e2e.net;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.Locale;

/** The few calls of Linux (see section 2 of the manual) that Java has no words for: entering a network namespace, raw sockets. */
@SuppressWarnings("restricted") // the point of this class; the launchers and tests pass --enable-native-access
final class Libc {
    private static final int O_CLOEXEC = 0x80000;
    private static final int CLONE_NEWNET = 0x40000000;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int EAGAIN = 11;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final ValueLayout.OfShort NETWORK_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final MethodHandle OPEN =
            call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT), Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle SETNS = call("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SOCKET =
            call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle SENDTO =
            call("sendto", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle RECV =
            call("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));

    private Libc() {}

    private static MethodHandle call(String name, FunctionDescriptor descriptor, Linker.Option... more) {
        Linker.Option[] options = new Linker.Option[more.length + 1];
        options[0] = Linker.Option.captureCallState("errno");
        System.arraycopy(more, 0, options, 1, more.length);
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), descriptor, options);
    }

    /** Moves the calling thread, not the process, into the network namespace whose file this is. */
    static void enterNetworkNamespace(String file) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURE);
            int descriptor = (int) OPEN.invokeExact(errno, arena.allocateFrom(file), O_CLOEXEC);
            check("open " + file, descriptor, errno);
            try {
                check("setns " + file, (int) SETNS.invokeExact(errno, descriptor, CLONE_NEWNET), errno);
            } finally {
                close(descriptor);
            }
        } catch (Throwable e) {
            throw asIoException(e);
        }
    }

    /** A raw, non-blocking socket in the calling thread's network namespace; returns the file descriptor. */
    static int rawSocket(boolean ipv6, int protocol) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURE);
            int type = SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC;
            int descriptor = (int) SOCKET.invokeExact(errno, ipv6 ? AF_INET6 : AF_INET, type, protocol);
            return check("socket", descriptor, errno);
        } catch (Throwable e) {
            throw asIoException(e);
        }
    }

    /** Sends what follows the IP header. */
    static void send(int descriptor, InetAddress to, byte[] payload) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURE);
            byte[] address = to.getAddress();
            boolean ipv4 = to instanceof Inet4Address;
            // sockaddr_in: family, port, address. sockaddr_in6: family, port, flow, address, scope.
            MemorySegment socketAddress = arena.allocate(ipv4 ? 16 : 28, 8);
            socketAddress.set(ValueLayout.JAVA_SHORT, 0, (short) (ipv4 ? AF_INET : AF_INET6));
            socketAddress.set(NETWORK_SHORT, 2, (short) 0);
            MemorySegment.copy(address, 0, socketAddress, JAVA_BYTE, ipv4 ? 4 : 8, address.length);
            MemorySegment bytes = arena.allocateFrom(JAVA_BYTE, payload);
            long sent = (long) SENDTO.invokeExact(
                    errno, descriptor, bytes, (long) payload.length, 0, socketAddress, (int) socketAddress.byteSize());
            check("sendto " + to.getHostAddress(), (int) sent, errno);
        } catch (Throwable e) {
            throw asIoException(e);
        }
    }

    /** Returns the number of bytes, or -1 when nothing waits. IPv4 datagrams come with their IP header, IPv6 ones without. */
    static int receive(int descriptor, MemorySegment buffer) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURE);
            long received = (long) RECV.invokeExact(errno, descriptor, buffer, buffer.byteSize(), 0);
            if (received < 0 && (int) ERRNO.get(errno, 0L) == EAGAIN) {
                return -1;
            }
            return check("recv", (int) received, errno);
        } catch (Throwable e) {
            throw asIoException(e);
        }
    }

    static void close(int descriptor) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(CAPTURE);
            check("close", (int) CLOSE.invokeExact(errno, descriptor), errno);
        } catch (Throwable e) {
            throw asIoException(e);
        }
    }

    private static int check(String what, int result, MemorySegment errno) throws IOException {
        if (result < 0) {
            throw new IOException(String.format(Locale.ROOT, "%s: errno %d", what, (int) ERRNO.get(errno, 0L)));
        }
        return result;
    }

    private static IOException asIoException(Throwable e) {
        return switch (e) {
            case IOException io -> io;
            case RuntimeException bug -> throw bug;
            case Error bug -> throw bug;
            default -> throw new IllegalStateException(e);
        };
    }
}
