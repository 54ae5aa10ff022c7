package io.ringfence.agent.ipam.leak;

import io.ringfence.model.net.Cidr;
import java.time.Instant;

/**
 * An address that is allocated to this host.
 *
 * @param handle of the allocation
 * @param since by the host's clock
 */
public record Held(Cidr address, String handle, Instant since) {}
