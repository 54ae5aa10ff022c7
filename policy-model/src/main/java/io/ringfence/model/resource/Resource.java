package io.ringfence.model.resource;

/** Anything that is stored. */
public sealed interface Resource
        permits Profile, Policy, WorkloadEndpoint, HostEndpoint, IpPool, Node, NetworkSet, Tier, IpamBlock {
    ResourceKey key();

    default Kind kind() {
        return key().kind();
    }
}
