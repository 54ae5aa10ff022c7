package io.ringfence.calicoctl.words;

import io.ringfence.model.net.Cidr;

/** What an {@code ipam} command asks for; addresses are /32 or /128. */
public sealed interface IpamRequest {
    record Show(Cidr address) implements IpamRequest {}

    record Release(Cidr address) implements IpamRequest {}
}
