package io.ringfence.gateway.intake;

import io.ringfence.log.record.HostStatusCodec;
import io.ringfence.log.topic.Topics;
import io.vertx.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** {@code policy.status} into the status model. Owner: the gateway's context. */
public final class StatusIntake implements AutoCloseable {
    private final Intake<Report> intake;

    public StatusIntake(String bootstrap, Context context, StatusModel model) {
        this.intake = new Intake<>(
                bootstrap,
                new TopicPartition(Topics.STATUS, 0),
                StatusIntake::decode,
                context,
                new Intake.Receiver<>() {
                    @Override
                    public void records(List<Report> batch) {
                        model.heard(batch);
                    }

                    @Override
                    public void inSync() {
                        model.inSync();
                    }

                    @Override
                    public void restart() {
                        model.restart();
                    }
                });
    }

    private static Report decode(ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? new Report.Left(record.key())
                : new Report.Heard(
                        HostStatusCodec.decode(record.key(), record.value()), Instant.ofEpochMilli(record.timestamp()));
    }

    public void start() {
        intake.start();
    }

    /** See {@link io.ringfence.log.tail.TopicTail#unconfirmed}. */
    public Duration age() {
        return intake.age();
    }

    /** Records that were left out since the start. */
    public long malformed() {
        return intake.malformed();
    }

    @Override
    public void close() {
        intake.close();
    }
}
