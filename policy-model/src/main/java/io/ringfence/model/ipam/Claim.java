package io.ringfence.model.ipam;

import io.ringfence.model.resource.IpamBlock;
import java.time.Instant;

/**
 * Who asks.
 *
 * @param handle new for every request, and the same when a request is tried again
 */
public record Claim(String host, String purpose, String handle, Instant at) {
    IpamBlock.Allocation of(int ordinal) {
        return new IpamBlock.Allocation(ordinal, host, purpose, handle, at);
    }
}
