package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpPool;

/** What to do about a request. */
public sealed interface Decision {

    /** The address is the host's once the write is stored. */
    record Take(Cidr address, BlockWrite.Put write, Source source) implements Decision {}

    /** There is no pool at all: to be created if there still is none, then to be decided again. */
    record MakePool(IpPool pool) implements Decision {}

    /** As far as is known the request cannot be met. */
    record Refused(Refusal refusal) implements Decision {}

    /** Where an address comes from, in the order of preference. */
    enum Source {
        /** A block of the host's own. */
        OWN,
        /** A block that is nobody's, which becomes the host's. */
        NEW,
        /** An empty block of another host, which becomes this host's. */
        RECLAIMED,
        /** One address of a block that stays another host's. */
        BORROWED,
        /** The block of the address that was asked for. */
        EXACT
    }
}
