package io.ringfence.agent.report;

import io.ringfence.log.record.HostStatus.EndpointStatus;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Tells those who wait for it when the kernel holds an endpoint's rule set. Any thread. */
public final class ProgrammedEndpoints {
    /** Who comes when so many wait is not made to wait. */
    private static final int MAX_WAITING = 1_024;

    private record Waiter(String endpoint, Revision revision, CompletableFuture<Boolean> done) {}

    // Guarded by this.
    private final List<Waiter> waiters = new ArrayList<>();
    private Revision revision = Revision.NONE;
    private Set<String> programmed = Set.of();

    /** What the kernel holds, after each attempt to program it. */
    public void programmed(Revision imageRevision, Collection<EndpointStatus> statuses) {
        List<Waiter> satisfied = new ArrayList<>();
        synchronized (this) {
            revision = imageRevision;
            Set<String> good = new HashSet<>();
            for (EndpointStatus status : statuses) {
                if (status.programmed()) {
                    good.add(status.key());
                }
            }
            programmed = good;
            waiters.removeIf(waiter -> {
                boolean holds = holds(waiter.endpoint(), waiter.revision());
                if (holds) {
                    satisfied.add(waiter);
                }
                return holds || waiter.done().isDone();
            });
        }
        satisfied.forEach(waiter -> waiter.done().complete(true));
    }

    /**
     * Completes with true when the kernel holds the endpoint as of that revision or a newer one; with false if too many wait. Who gives up
     * waiting completes it himself.
     */
    public synchronized CompletableFuture<Boolean> when(ResourceKey endpoint, Revision atLeast) {
        if (holds(endpoint.toString(), atLeast)) {
            return CompletableFuture.completedFuture(true);
        }
        waiters.removeIf(waiter -> waiter.done().isDone());
        if (waiters.size() >= MAX_WAITING) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        waiters.add(new Waiter(endpoint.toString(), atLeast, done));
        return done;
    }

    private boolean holds(String endpoint, Revision atLeast) {
        return !atLeast.isAfter(revision) && programmed.contains(endpoint);
    }
}
