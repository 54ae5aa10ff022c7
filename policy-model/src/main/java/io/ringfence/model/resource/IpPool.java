package io.ringfence.model.resource;

import io.ringfence.model.net.Cidr;

/** A block from which workloads get their addresses. */
public record IpPool(Cidr cidr, boolean ipipEnabled, IpipMode ipipMode, boolean natOutgoing, boolean disabled)
        implements Resource {

    /** When packets between hosts are wrapped. {@code UNSET} is what a document without the field says. */
    public enum IpipMode {
        UNSET,
        ALWAYS,
        CROSS_SUBNET
    }

    @Override
    public ResourceKey key() {
        return ResourceKey.of(Kind.IP_POOL, cidr.toString());
    }
}
