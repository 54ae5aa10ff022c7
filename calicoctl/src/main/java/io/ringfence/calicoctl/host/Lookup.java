package io.ringfence.calicoctl.host;

/** What a container's name leads to. */
public sealed interface Lookup {
    record Found(Container container) implements Lookup {}

    /** An engine's container without processes: it has no namespace. */
    record NotRunning(String workload) implements Lookup {}

    /** An engine's container without a namespace of its own. */
    record InHostNetwork() implements Lookup {}

    record Absent() implements Lookup {}
}
