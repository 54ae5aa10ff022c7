package io.ringfence.agent.docker;

import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.concurrent.CompletableFuture;

/** What the driver has to know of the kernel. Any thread. */
public interface ProtectedHost {
    /** Completes with true when the kernel holds the endpoint as of that revision; with false if that cannot be waited for. */
    CompletableFuture<Boolean> programmed(ResourceKey endpoint, Revision revision);

    /** Whether the kernel drops what comes from and goes to workload interfaces that it has no rules for. */
    boolean dropsUnknown();
}
