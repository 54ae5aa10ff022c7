package io.ringfence.gateway.status;

import io.ringfence.log.record.HostStatus;
import io.ringfence.model.resource.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A host as last heard.
 *
 * @param heardAt when the report reached the gateway, by the gateway's clock
 */
public record Host(HostStatus status, Instant heardAt) {
    /** Silence for longer than this means that the host is not live: agents report every few seconds. */
    public static final Duration LIVE_FOR = Duration.ofSeconds(30);

    public String name() {
        return status.host();
    }

    public boolean isLive(Instant now) {
        return status.state() != HostStatus.State.STOPPED
                && !Duration.between(heardAt, now).minus(LIVE_FOR).isPositive();
    }

    public boolean hasRealized(Revision revision) {
        return status.realized().compareTo(revision) >= 0;
    }

    /** Endpoints that the kernel does not hold as wanted. */
    public List<HostStatus.EndpointStatus> notProgrammed() {
        return status.endpoints().stream()
                .filter(endpoint -> !endpoint.programmed())
                .toList();
    }
}
