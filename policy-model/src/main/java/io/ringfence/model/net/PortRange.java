package io.ringfence.model.net;

/**
 * One port or an inclusive range.
 *
 * @param first 0 to 65535; with 0 it can be read, to be named when it is refused, but not stored
 * @param last at least {@code first}, at most 65535
 */
public record PortRange(int first, int last) implements Port {
    public PortRange {
        if (first < 0 || last > 65535 || first > last) {
            throw new IllegalArgumentException("port range invalid: " + first + ":" + last);
        }
    }

    public static PortRange of(int port) {
        return new PortRange(port, port);
    }

    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    public boolean isSinglePort() {
        return first == last;
    }

    /** {@code 80}, or {@code 80:90}: the form of documents and of iptables alike. */
    @Override
    public String toString() {
        return isSinglePort() ? Integer.toString(first) : first + ":" + last;
    }
}
