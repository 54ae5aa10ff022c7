package io.ringfence.gateway.intake;

import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.gateway.view.Snapshot;
import io.ringfence.gateway.view.View;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The view, and those who wait for it. Owner: the gateway's context. */
public final class ReadModel {
    /** How long a read waits for what this gateway has acknowledged. Then it is answered with what there is, marked as stale. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Reads that wait at once. One more is answered at once, marked as stale. */
    private static final int MAX_WAITING = 10_000;

    /** What the tail feeds. After a tail had to start again this is not yet in sync, and the old snapshot is shown. */
    private View view = new View();

    /** What readers see; null until the first view was in sync. */
    private @Nullable Snapshot shown;

    private final Awaits awaits;

    /** Highest revision that a client of this gateway has been told of. */
    private Revision acknowledged = Revision.NONE;

    public ReadModel(Vertx vertx) {
        this.awaits = new Awaits(vertx, MAX_WAITING);
    }

    /**
     * What a read sees.
     *
     * @param stale whether a revision that the reader may count on is missing
     */
    public record Reading(Snapshot snapshot, boolean stale) {}

    /** See {@link View#apply}. */
    List<ResourceEvent> apply(List<ResourceEvent> batch) {
        return show(view.apply(batch));
    }

    /** See {@link View#inSync}. */
    List<ResourceEvent> inSync() {
        return show(view.inSync());
    }

    /** The tail begins again: all will be told once more. Readers keep what they had until then. */
    void restart() {
        view = new View();
    }

    private List<ResourceEvent> show(List<ResourceEvent> settled) {
        if (view.isInSync()) {
            shown = view.snapshot();
            awaits.check();
        }
        return settled;
    }

    /** Whether the view is complete now. */
    public boolean isInSync() {
        return view.isInSync();
    }

    /** As of now, without waiting. Empty while nothing complete was ever read. */
    public Optional<Snapshot> snapshot() {
        return Optional.ofNullable(shown);
    }

    /** The newest revision that is known here: read, or acknowledged and still to be read. */
    public Revision newest() {
        return acknowledged.isAfter(revision()) ? acknowledged : revision();
    }

    private Revision revision() {
        return shown == null ? Revision.NONE : shown.revision();
    }

    /** A write of this revision is about to be acknowledged: reads that begin later will see it. */
    public void acknowledge(Revision revision) {
        if (revision.isAfter(acknowledged)) {
            acknowledged = revision;
        }
    }

    /**
     * Waits for what was acknowledged and for {@code atLeast}, for {@link #PATIENCE} at most.
     *
     * @return fails with {@link RefusedException} while nothing complete was ever read
     */
    public Future<Reading> read(Revision atLeast) {
        Revision wanted = atLeast.isAfter(acknowledged) ? atLeast : acknowledged;
        return awaits.until(() -> shown != null && !wanted.isAfter(revision()), PATIENCE)
                .compose(reached -> shown == null
                        ? Future.failedFuture(new RefusedException(ProblemDetails.of(
                                ProblemType.UNAVAILABLE, "the gateway has not yet read policy.events to its end")))
                        : Future.succeededFuture(new Reading(shown, !reached)));
    }
}
