package io.ringfence.e2e.probe;

import io.ringfence.e2e.net.Workload;

/** One workload tries to reach another. */
public record Attempt(Workload from, Workload to, boolean ipv6, What what) {

    /** What is tried. */
    public sealed interface What permits Tcp, Ping {}

    /** A connection to a port where the other side listens. */
    public record Tcp(int port) implements What {
        @Override
        public String toString() {
            return "tcp " + port;
        }
    }

    /** An echo request that must be answered. */
    public record Ping() implements What {
        @Override
        public String toString() {
            return "ping";
        }
    }
}
