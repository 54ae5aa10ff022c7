package io.ringfence.model.net;

/** What a set holds: blocks of addresses, or ports at addresses. In order, all blocks come before all ports. */
public sealed interface SetMember extends Comparable<SetMember> permits Cidr, AddressPort {
    /** The family of the address. */
    IpVersion version();
}
