package io.ringfence.model.ipam;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.IpVersion;

/** What is asked for: one address. */
public sealed interface Request {

    /** Of any pool of the family that is not disabled. */
    record FromAnyPool(IpVersion version) implements Request {}

    /**
     * Of this pool only.
     *
     * @param pool as the pool is named
     */
    record FromPool(Cidr pool) implements Request {}

    /**
     * This one and no other.
     *
     * @param address /32 or /128
     */
    record Exactly(Cidr address) implements Request {}
}
