package io.ringfence.agent.gateway;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;
import java.util.List;

/** What came of a call. The details are texts for people. */
public sealed interface GatewayReply<T> {

    /** It was done. */
    record Done<T>(T value) implements GatewayReply<T> {}

    /** What was asked for, or what a write presumes, does not exist. Nothing was written. */
    record Absent<T>(String detail) implements GatewayReply<T> {}

    /** A resource exists already, or is not at the expected revision. Nothing was written; read again. */
    record Conflict<T>(String detail) implements GatewayReply<T> {}

    /** The gateway does not accept this input, or this client. Nothing was written; trying again is of no use. */
    record Refused<T>(String detail) implements GatewayReply<T> {}

    /** No gateway could do it within the time. Nothing was written. */
    record Unreachable<T>(String detail) implements GatewayReply<T> {}

    /** A write was sent and its outcome never came back: it may have been stored. Read before trying again. */
    record Unknown<T>(String detail) implements GatewayReply<T> {}

    /** Why it was not done; empty if it was. */
    default String reason() {
        return switch (this) {
            case Done<T> _ -> "";
            case Absent<T>(String detail) -> detail;
            case Conflict<T>(String detail) -> detail;
            case Refused<T>(String detail) -> detail;
            case Unreachable<T>(String detail) -> detail;
            case Unknown<T>(String detail) -> detail;
        };
    }

    /**
     * A resource as stored.
     *
     * @param revision of the write that gave it this value: what the next write may expect
     */
    record Stored(Revision revision, Resource resource) {}

    /** What a list held, as of one revision; in the order of the identities. */
    record Listing(Revision revision, List<Stored> items) {
        public Listing {
            items = List.copyOf(items);
        }
    }

    /**
     * A transaction that holds.
     *
     * @param changed false when every resource was as wanted before; then the revision is of some earlier write
     */
    record Committed(Revision revision, boolean changed) {}
}
