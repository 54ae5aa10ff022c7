package io.ringfence.gateway.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.events.EventStream;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a stream may be taken up, if the topic is read at this or that time. */
class EventIntakeTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant NEXT_NOON = NOON.plus(Duration.ofDays(1));

    private final Vertx vertx = Vertx.vertx();
    private final EventStream stream = new EventStream(vertx);
    private Instant now = NOON;
    private final EventIntake intake =
            new EventIntake("nowhere:9092", vertx.getOrCreateContext(), new ReadModel(vertx), stream, () -> now);

    @AfterEach
    void close() {
        intake.close();
        vertx.close().await();
    }

    private static EventIntake.Received written(long revision, Instant at) {
        Tier tier = new Tier("tier-" + revision, 1.0, Action.DENY);
        ResourceEvent event =
                new ResourceEvent(ResourceEvent.Type.CREATED, tier.key(), tier, new Revision(revision), at, true);
        return new EventIntake.Received(event, false, at);
    }

    @Test
    void itIsTakenUpBeforeTheOldestRecordThatNothingCanHaveBeenTakenFrom() {
        intake.records(List.of(written(4, NOON.minus(Duration.ofMinutes(56)))));
        intake.records(List.of(written(7, NOON.minus(Duration.ofMinutes(54))), written(9, NOON)));
        intake.inSync();
        assertThat(stream.floor()).isEqualTo(new Revision(6));
    }

    @Test
    void ofAReadingThatBeginsAgainADayLaterOnlyTheLatestIsWhole() {
        intake.records(List.of(written(7, NOON)));
        intake.inSync();
        now = NEXT_NOON;
        intake.restart();
        intake.records(List.of(written(7, NOON), written(20, NEXT_NOON)));
        intake.inSync();
        assertThat(stream.floor()).isEqualTo(new Revision(19));
        assertThat(stream.newest()).isEqualTo(new Revision(20));
    }

    @Test
    void ofAReadingThatWaitedADayForTheBrokersOnlyTheLatestIsWhole() {
        now = NEXT_NOON;
        intake.records(List.of(written(7, NOON), written(20, NEXT_NOON)));
        intake.inSync();
        assertThat(stream.floor()).isEqualTo(new Revision(19));
    }
}
