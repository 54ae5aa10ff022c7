package io.ringfence.log.record;

import io.ringfence.model.resource.Revision;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a host says of itself on {@code policy.status}; the record key is the host's name.
 *
 * @param host name
 * @param state see {@link State}
 * @param realized the revision that the kernel holds completely; {@link Revision#NONE} before the first
 * @param seen the newest revision that the agent has read
 * @param seenCommittedAt when the store committed {@code seen}; null before the first
 * @param reportedAt by the host's clock
 * @param latencyMillis from commit to kernel of the newest realized revision; null when there is none, meaningful only with
 *     clocks in step
 * @param endpoints one for each endpoint of the host, sorted by key
 * @param faults what is wrong with the host as a whole now, newest last, at most {@link #MAX_FAULTS}
 * @param repairs how many differences between wanted and observed the agent has mended since it started
 */
public record HostStatus(
        String host,
        State state,
        Revision realized,
        Revision seen,
        @Nullable Instant seenCommittedAt,
        Instant reportedAt,
        @Nullable Long latencyMillis,
        List<EndpointStatus> endpoints,
        List<String> faults,
        long repairs) {
    /** More are dropped, oldest first. */
    public static final int MAX_FAULTS = 32;

    public HostStatus {
        endpoints = List.copyOf(endpoints);
        faults = List.copyOf(faults);
    }

    /** How a host is. */
    public enum State {
        /** Not yet in sync: what the kernel held stays. */
        STARTING,
        /** The kernel holds what is wanted. */
        READY,
        /** Something could not be programmed; what was installed stays, and the agent keeps trying. */
        DEGRADED,
        /** The agent has ended; the kernel keeps its rules. */
        STOPPED
    }

    /**
     * One endpoint.
     *
     * @param key text of the endpoint's resource key
     * @param programmed whether the kernel holds its present rule set
     * @param fault the kernel's message when it could not be programmed; null when all is well
     */
    public record EndpointStatus(
            String key, boolean programmed, @Nullable String fault) {}
}
