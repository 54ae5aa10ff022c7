package io.ringfence.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.gateway.status.Realized;
import io.ringfence.log.record.HostStatus;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatusModelTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Revision WANTED = new Revision(10);

    private final Vertx vertx = Vertx.vertx();
    private final Context context = vertx.getOrCreateContext();
    private final StatusModel model = new StatusModel(vertx, () -> NOON);

    @AfterEach
    void close() {
        vertx.close().await();
    }

    private <T> T onContext(Supplier<T> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(_ -> done.complete(work.get()));
        return done.future().await();
    }

    private void run(Runnable work) {
        onContext(() -> {
            work.run();
            return true;
        });
    }

    private static Report report(String host, long realized) {
        Revision revision = new Revision(realized);
        return new Report.Heard(
                new HostStatus(
                        host, HostStatus.State.READY, revision, revision, NOON, NOON, 5L, List.of(), List.of(), 0),
                NOON);
    }

    /** Timers of one context run in the order of their ends: a check that was due has been made. */
    private void letChecksBeMade() {
        Promise<Void> made = Promise.promise();
        context.runOnContext(_ -> vertx.setTimer(20, _ -> made.complete()));
        made.future().await();
    }

    @Test
    void whoWaitsIsNotToldOfHalfTheHostsWhileTheTopicIsReadAgain() {
        run(() -> model.heard(List.of(report("a", 9), report("b", 9))));
        run(model::inSync);
        Future<Realized> waiting = onContext(() -> model.realized(WANTED, Duration.ofMinutes(1)));
        run(model::restart);
        run(() -> model.heard(List.of(report("a", 10))));
        letChecksBeMade();
        assertThat(waiting.isComplete()).isFalse();
        run(() -> model.heard(List.of(report("b", 9))));
        run(model::inSync);
        letChecksBeMade();
        assertThat(waiting.isComplete()).isFalse();
        run(() -> model.heard(List.of(report("b", 10))));
        assertThat(waiting.await().live()).isEqualTo(2);
    }

    @Test
    void aWaitThatEndsWhileTheTopicIsReadAgainSaysThatNothingIsKnown() {
        run(() -> model.heard(List.of(report("a", 9))));
        run(model::inSync);
        Future<Realized> waiting = onContext(() -> {
            Future<Realized> begun = model.realized(WANTED, Duration.ofMillis(100));
            model.restart();
            return begun;
        });
        Throwable end = waiting.transform(ended -> Future.succeededFuture(ended.cause()))
                .await();
        assertThat(end)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.UNAVAILABLE));
    }
}
