package io.ringfence.agent.report;

import io.ringfence.agent.program.Outcome;
import io.ringfence.agent.render.Rendered;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.HostStatus;
import io.ringfence.log.record.HostStatus.EndpointStatus;
import io.ringfence.log.record.HostStatus.State;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ShardEndpoint;
import io.ringfence.model.resource.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the host, told as a {@code HostStatus}. Owner: the agent's thread. */
public final class HostReport {
    private final String host;
    private final Deque<String> repairs = new ArrayDeque<>();
    private State state = State.STARTING;
    private Revision realized = Revision.NONE;
    private @Nullable Long latencyMillis;
    private @Nullable Progress seen;
    private long repairCount;
    private List<String> faults = List.of();
    private List<EndpointStatus> endpoints = List.of();

    public HostReport(String host) {
        this.host = host;
    }

    /** The image is this far, whether or not the kernel is. */
    public void seen(Progress progress) {
        seen = progress;
    }

    /** One attempt to program the image was made. */
    public void programmed(ShardImage image, Rendered rendered, Outcome outcome, Instant now) {
        Map<String, String> byKey = new HashMap<>();
        rendered.endpointFaults().forEach(fault -> byKey.put(fault.key(), fault.reason()));
        rendered.endpoints().forEach(endpoint -> {
            String message = outcome.failure() != null
                    ? outcome.failure()
                    : outcome.held().get(endpoint.interfaceName());
            if (message != null) {
                byKey.put(endpoint.key(), message);
            }
        });
        List<EndpointStatus> statuses = new ArrayList<>();
        for (ShardEndpoint endpoint : image.endpoints()) {
            String key = endpoint.endpoint().toString();
            String fault = byKey.get(key);
            statuses.add(new EndpointStatus(key, fault == null, fault));
        }
        endpoints = statuses;
        List<String> wrong = new ArrayList<>(rendered.faults());
        if (outcome.failure() != null) {
            wrong.add(outcome.failure());
        }
        faults = wrong;
        repairs(outcome.repairs());
        boolean complete = outcome.isComplete() && rendered.endpointFaults().isEmpty();
        state = complete ? State.READY : State.DEGRADED;
        Progress progress = seen;
        if (complete && progress != null && !progress.revision().equals(realized)) {
            realized = progress.revision();
            latencyMillis = Duration.between(progress.committedAt(), now).toMillis();
        }
    }

    private void repairs(List<String> made) {
        repairCount += made.size();
        for (String repair : made) {
            repairs.addLast("repaired: " + repair);
            // A few of the newest tell what happens; the number tells how often.
            if (repairs.size() > 8) {
                repairs.removeFirst();
            }
        }
    }

    /** The host cannot follow the log, or runs on its state file; the kernel stays as it is. */
    public void waiting(String why) {
        state = realized.equals(Revision.NONE) ? State.STARTING : State.DEGRADED;
        faults = List.of(why);
    }

    public void stopped() {
        state = State.STOPPED;
    }

    /** As of the last attempt to program. */
    public List<EndpointStatus> endpoints() {
        return endpoints;
    }

    public State state() {
        return state;
    }

    public Revision realized() {
        return realized;
    }

    public long repairCount() {
        return repairCount;
    }

    public HostStatus status(Instant now) {
        List<String> all = new ArrayList<>(repairs);
        all.addAll(faults);
        Progress progress = seen;
        return new HostStatus(
                host,
                state,
                realized,
                progress == null ? Revision.NONE : progress.revision(),
                progress == null ? null : progress.committedAt(),
                now,
                latencyMillis,
                endpoints,
                all.subList(Math.max(0, all.size() - HostStatus.MAX_FAULTS), all.size()),
                repairCount);
    }
}
