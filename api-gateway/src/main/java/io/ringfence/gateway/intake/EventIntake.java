package io.ringfence.gateway.intake;

import io.ringfence.gateway.events.EventStream;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** {@code policy.events} into the read model and, revision by revision, into the stream of events. Owner: the gateway's context. */
public final class EventIntake implements AutoCloseable {
    /**
     * Younger records are all still on the topic: compaction waits an hour. So a client can go on from any revision that is younger,
     * even if this gateway was not running then.
     */
    private static final Duration WHOLE_FOR = Duration.ofMinutes(55);

    private final ReadModel model;
    private final EventStream stream;
    private final InstantSource clock;
    private final Intake<Received> intake;

    /**
     * What was written from then on is whole. It counts from the first record of each reading: the brokers may have been away before it,
     * or the reading before it may have ended long after it began. Null until that record.
     */
    private @Nullable Instant wholeSince;

    /** Before in sync: the newest events that are young enough, at most {@link EventStream#CAPACITY}; older ones are dropped. */
    private final Deque<ResourceEvent> recent = new ArrayDeque<>();

    /** Before in sync: every event after this revision is in {@code recent}; null while none was young enough. */
    private @Nullable Revision recentFloor;

    /**
     * @param isFirst nothing came before it on the topic
     * @param written when the topic took it, from which compaction counts
     */
    record Received(ResourceEvent event, boolean isFirst, Instant written) {}

    public EventIntake(String bootstrap, Context context, ReadModel model, EventStream stream, InstantSource clock) {
        this.model = model;
        this.stream = stream;
        this.clock = clock;
        this.intake = new Intake<>(
                bootstrap, new TopicPartition(Topics.EVENTS, 0), EventIntake::decode, context, new Intake.Receiver<>() {
                    @Override
                    public void records(List<Received> batch) {
                        EventIntake.this.records(batch);
                    }

                    @Override
                    public void inSync() {
                        EventIntake.this.inSync();
                    }

                    @Override
                    public void restart() {
                        EventIntake.this.restart();
                    }
                });
    }

    private static Received decode(ConsumerRecord<String, byte[]> record) {
        return new Received(
                ResourceEventCodec.decode(record), record.offset() == 0, Instant.ofEpochMilli(record.timestamp()));
    }

    void records(List<Received> batch) {
        Instant since = wholeSince == null ? clock.instant().minus(WHOLE_FOR) : wholeSince;
        wholeSince = since;
        if (recentFloor == null) {
            batch.stream()
                    .filter(received -> !received.written().isBefore(since))
                    .findFirst()
                    .ifPresent(first -> recentFloor = before(first));
        }
        settle(model.apply(batch.stream().map(Received::event).toList()));
    }

    private static Revision before(Received received) {
        return received.isFirst()
                ? Revision.NONE
                : new Revision(Math.max(0, received.event().revision().value() - 1));
    }

    private void settle(List<ResourceEvent> settled) {
        if (stream.isInSync()) {
            settled.forEach(stream::add);
            stream.flush();
            return;
        }
        Revision floor = recentFloor;
        for (ResourceEvent event : settled) {
            if (floor != null && event.revision().isAfter(floor)) {
                recent.add(event);
                if (recent.size() > EventStream.CAPACITY) {
                    floor = recent.removeFirst().revision();
                }
            }
        }
        recentFloor = floor;
    }

    void inSync() {
        settle(model.inSync());
        Revision newest = model.snapshot().orElseThrow().revision();
        stream.beginAfter(recentFloor == null ? newest : recentFloor);
        recent.forEach(stream::add);
        recent.clear();
        stream.inSync();
    }

    /** Everything will be told again. */
    void restart() {
        wholeSince = null;
        recent.clear();
        recentFloor = null;
        model.restart();
        stream.restart();
    }

    public void start() {
        intake.start();
    }

    public Duration age() {
        return intake.age();
    }

    public long malformed() {
        return intake.malformed();
    }

    @Override
    public void close() {
        intake.close();
    }
}
