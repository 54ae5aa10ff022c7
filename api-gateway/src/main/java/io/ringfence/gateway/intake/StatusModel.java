package io.ringfence.gateway.intake;

import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.gateway.status.Host;
import io.ringfence.gateway.status.Hosts;
import io.ringfence.gateway.status.Realized;
import io.ringfence.log.record.HostStatus;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What the hosts say, and those who wait for them to realize a revision. Owner: the gateway's context. */
public final class StatusModel {
    /** Requests that wait at once; each looks at every host on each check. One more is refused. */
    private static final int MAX_WAITING = 100;

    /** Checks are not made more often than this, so that their cost does not grow with the number of reports. */
    private static final Duration CHECK_EVERY = Duration.ofMillis(10);

    private final Vertx vertx;
    private final InstantSource clock;
    private Hosts hosts = new Hosts();
    private final Awaits awaits;
    private boolean inSync;
    private boolean checkIsDue;

    public StatusModel(Vertx vertx, InstantSource clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.awaits = new Awaits(vertx, MAX_WAITING);
    }

    /** A host's clock may be wrong: a report counts from its arrival, and one that was there at start from when it was written. */
    void heard(List<Report> reports) {
        Instant now = clock.instant();
        for (Report report : reports) {
            switch (report) {
                case Report.Heard(HostStatus status, Instant written) ->
                    hosts.heard(status, inSync || written.isAfter(now) ? now : written);
                case Report.Left(String host) -> hosts.forget(host);
            }
        }
        checkSoon();
    }

    /** The tail begins again: every host will be told once more. */
    void restart() {
        hosts = new Hosts();
        inSync = false;
    }

    void inSync() {
        inSync = true;
        checkSoon();
    }

    private void checkSoon() {
        if (!checkIsDue) {
            checkIsDue = true;
            vertx.setTimer(CHECK_EVERY.toMillis(), _ -> {
                checkIsDue = false;
                awaits.check();
            });
        }
    }

    public boolean isInSync() {
        return inSync;
    }

    /** Sorted by name; a copy. */
    public List<Host> all() {
        return hosts.all();
    }

    public Optional<Host> get(String host) {
        return hosts.get(host);
    }

    public boolean isLive(Host host) {
        return host.isLive(clock.instant());
    }

    public int live() {
        return hosts.live(clock.instant());
    }

    /** Reports of hosts that found no room since the topic was last read from its beginning; see {@link Hosts#MAX_HOSTS}. */
    public long refused() {
        return hosts.refused();
    }

    public Realized realized(Revision revision) {
        return hosts.realized(revision, clock.instant());
    }

    /** Whether one request more may wait. */
    public boolean mayWait() {
        return !awaits.isFull();
    }

    /**
     * Who holds a revision, as soon as all live hosts do, or after {@code atMost}.
     *
     * @return fails with {@link RefusedException} if not all hosts are known then: of those that were told of so far none may lag
     */
    public Future<Realized> realized(Revision revision, Duration atMost) {
        return awaits.until(() -> inSync && realized(revision).isComplete(), atMost)
                .compose(_ -> inSync ? Future.succeededFuture(realized(revision)) : Future.failedFuture(notInSync()));
    }

    /** Why nothing is said of the hosts while not in sync. */
    public static RefusedException notInSync() {
        return new RefusedException(
                ProblemDetails.of(ProblemType.UNAVAILABLE, "the gateway has not yet read policy.status to its end"));
    }
}
