package io.ringfence.gateway.intake;

import io.ringfence.log.tail.TailListener;
import io.ringfence.log.tail.TopicTail;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one topic for as long as the gateway runs: decodes on a thread of its own and hands over to the gateway's context, one batch
 * at a time. A tail that has failed is started again from the beginning, after a pause.
 *
 * @param <T> what a record is decoded to
 */
final class Intake<T> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    /** Before a tail that failed is started again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String bootstrap;
    private final TopicPartition partition;
    private final Function<ConsumerRecord<String, byte[]>, T> decoder;
    private final Context context;
    private final Receiver<T> receiver;
    private final ExecutorService decoding;
    private final AtomicLong malformed = new AtomicLong();
    private volatile boolean closed;

    /** Written on the decoding thread. */
    private volatile @Nullable TopicTail tail;

    /** Who takes what was decoded. Called on the gateway's context. */
    interface Receiver<T> {
        void records(List<T> batch);

        /** Everything that was there at the start has been told. */
        void inSync();

        /** Everything will be told again. */
        void restart();
    }

    Intake(
            String bootstrap,
            TopicPartition partition,
            Function<ConsumerRecord<String, byte[]>, T> decoder,
            Context context,
            Receiver<T> receiver) {
        this.bootstrap = bootstrap;
        this.partition = partition;
        this.decoder = decoder;
        this.context = context;
        this.receiver = receiver;
        this.decoding = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("intake-" + partition.topic()).factory());
    }

    /** Any thread; the tail is made on the decoding thread, because a Kafka client is slow to make. */
    void start() {
        decoding.execute(this::follow);
    }

    private void follow() {
        if (closed) {
            return;
        }
        TopicTail started = TopicTail.start(bootstrap, partition, decoding, new TailListener() {
            @Override
            public void records(List<ConsumerRecord<String, byte[]>> records) {
                List<T> batch = records.stream().flatMap(Intake.this::decode).toList();
                onContext(() -> receiver.records(batch));
            }

            @Override
            public void inSync() {
                onContext(receiver::inSync);
            }

            @Override
            public void failed(RuntimeException cause) {
                LOG.error("{}: reading it again from the beginning", partition, cause);
                onContext(receiver::restart);
                context.runOnContext(_ -> context.owner().setTimer(PAUSE.toMillis(), _ -> {
                    if (!closed) {
                        start();
                    }
                }));
            }
        });
        tail = started;
        if (closed) {
            started.close();
        }
    }

    /** A record in no known form is left out and counted: one bad record must not make all others unreadable. */
    private Stream<T> decode(ConsumerRecord<String, byte[]> record) {
        try {
            return Stream.of(decoder.apply(record));
        } catch (RuntimeException e) {
            malformed.incrementAndGet();
            LOG.error("{}: the record at offset {} cannot be read and is left out", partition, record.offset(), e);
            return Stream.empty();
        }
    }

    /** Returns when the context has done it: the next batch waits. */
    private void onContext(Runnable work) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(_ -> {
            try {
                if (!closed) {
                    work.run();
                }
                done.complete();
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        try {
            done.future().toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("taking over records of " + partition, e.getCause());
        }
    }

    /** Records that were left out since the start. */
    long malformed() {
        return malformed.get();
    }

    /** See {@link TopicTail#unconfirmed}: for how long it has not been certain that nothing is missing. */
    Duration age() {
        TopicTail current = tail;
        return current == null ? Duration.ZERO : current.unconfirmed();
    }

    /** On the gateway's context. */
    @Override
    public void close() {
        closed = true;
        TopicTail current = tail;
        if (current != null) {
            current.close();
        }
        decoding.shutdownNow();
    }
}
