package io.ringfence.log.tail;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one partition from its beginning, on a thread of its own. It waits for a topic that does not exist yet and for brokers that
 * are away, for as long as that takes, and goes on where it was. The public methods may be called on any thread.
 *
 * <p>Limits: at most {@link #MAX_BATCH} records a call and {@link #MAX_AHEAD} calls that the executor has not finished; then the tail
 * stops fetching until one has.
 */
public final class TopicTail implements AutoCloseable {
    static final int MAX_BATCH = 2_000;
    static final int MAX_AHEAD = 4;

    private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ASK = Duration.ofSeconds(5);
    /** Between attempts while the brokers do not answer or refuse; the client itself backs off its connections. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** How often proof of holding everything is asked for when fetches do not give it. One small request. */
    private static final Duration CONFIRM_EVERY = Duration.ofSeconds(5);

    private final TopicPartition partition;
    private final Executor executor;
    private final TailListener listener;
    private final InstantSource clock;
    private final String bootstrap;
    private final Semaphore ahead = new Semaphore(MAX_AHEAD);
    private final Thread thread;
    private final Freshness freshness;
    private volatile boolean closed; // set once, by any thread

    /** Offsets between what was fetched and the end, as the last fetch told; negative before the first. Written by the tail's thread. */
    private volatile long unfetched = -1;

    /** Records handed over in calls that have not returned. */
    private final AtomicLong underWay = new AtomicLong();

    private TopicTail(
            String bootstrap, TopicPartition partition, Executor executor, TailListener listener, InstantSource clock) {
        this.partition = partition;
        this.executor = executor;
        this.listener = listener;
        this.clock = clock;
        this.freshness = new Freshness(clock.instant());
        this.bootstrap = bootstrap;
        this.thread = Thread.ofPlatform().daemon().name("tail-" + partition).unstarted(this::run);
    }

    /**
     * Starts to follow.
     *
     * @param executor runs tasks in order, one at a time: {@code task -> context.runOnContext(v -> task.run())} for a Vert.x context,
     *     or an executor with one thread
     */
    public static TopicTail start(
            String bootstrap, TopicPartition partition, Executor executor, TailListener listener) {
        return start(bootstrap, partition, executor, listener, InstantSource.system());
    }

    static TopicTail start(
            String bootstrap, TopicPartition partition, Executor executor, TailListener listener, InstantSource clock) {
        TopicTail tail = new TopicTail(bootstrap, partition, executor, listener, clock);
        tail.thread.start();
        return tail;
    }

    private static Map<String, Object> settings(String bootstrap, TopicPartition partition) {
        return Map.ofEntries(
                Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "tail-" + partition),
                Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"),
                Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
                Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                // A position that the log does not have any more is a failure, never a silent jump.
                Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"),
                // The broker answers as soon as there is one byte, and holds an idle fetch for a second.
                Map.entry(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1),
                Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000),
                Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_BATCH),
                Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20),
                Map.entry(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1),
                // A broker that restarts is found again within half a second, and ten thousand readers do not storm it.
                Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MS_CONFIG, 50L),
                Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500L));
    }

    /** How old the newest record is that was handed over, by its timestamp; empty when there was none. */
    public Optional<Duration> age() {
        return freshness.age(clock.instant());
    }

    /**
     * How long ago it was last known that nothing more was there to be handed over; since the start when it never was. Some seconds on
     * a quiet log; grows while the brokers are away or the listener is behind.
     */
    public Duration unconfirmed() {
        return freshness.unconfirmed(clock.instant());
    }

    /**
     * How many records are behind what the listener has done with: those not fetched, as far as the last fetch knew the end of the log, and
     * those handed over in calls that have not returned. Markers of transactions count among the first. Empty before the first fetch.
     */
    public OptionalLong lag() {
        long rest = unfetched;
        return rest < 0 ? OptionalLong.empty() : OptionalLong.of(rest + underWay.get());
    }

    /** Calls that the executor has not finished. */
    int waiting() {
        return MAX_AHEAD - ahead.availablePermits();
    }

    /**
     * Ends the tail without waiting. Called on the executor, no call to the listener follows; on another thread, one may be under way.
     */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    /** The consumer lives and dies on this thread. Making one takes long enough to hold an event loop up. */
    private void run() {
        try {
            KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                    settings(bootstrap, partition), new StringDeserializer(), new ByteArrayDeserializer());
            try {
                follow(consumer);
            } finally {
                // The interrupt of close() must not cut the consumer's own closing short.
                Thread.interrupted();
                consumer.close(CloseOptions.timeout(Duration.ZERO));
            }
        } catch (InterruptException | InterruptedException e) {
            if (!closed) {
                fail(new IllegalStateException("the tail's thread was interrupted", e));
            }
        } catch (RuntimeException e) {
            // Closed: the executor may be gone too, and nobody wants to know any more.
            if (!closed) {
                fail(e);
            }
        }
    }

    private void follow(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        consumer.assign(List.of(partition));
        long end = atStart(consumer);
        boolean inSync = false;
        while (!closed) {
            List<ConsumerRecord<String, byte[]>> records = poll(consumer);
            long position = consumer.position(partition);
            consumer.currentLag(partition).ifPresent(rest -> unfetched = rest);
            if (!records.isEmpty() && freshness.mayHaveMissedRemovals(clock.instant())) {
                throw new IllegalStateException("the reader was away for longer than removals are kept");
            }
            if (!inSync && position >= end) {
                int below = countBelow(records, end);
                hand(records.subList(0, below));
                submit(listener::inSync);
                inSync = true;
                LOG.info("{}: in sync at offset {}", partition, end);
                records = records.subList(below, records.size());
            }
            hand(records);
            confirm(consumer, position, !records.isEmpty());
        }
    }

    /** Stands at the first offset and returns the end of what is committed. */
    private long atStart(KafkaConsumer<String, byte[]> consumer) throws InterruptedException {
        while (true) {
            try {
                long end = consumer.endOffsets(List.of(partition), ASK).getOrDefault(partition, 0L);
                long begin = consumer.beginningOffsets(List.of(partition), ASK).getOrDefault(partition, 0L);
                consumer.seek(partition, begin);
                return end;
            } catch (KafkaException e) {
                pauseOrThrow(e);
            }
        }
    }

    private List<ConsumerRecord<String, byte[]>> poll(KafkaConsumer<String, byte[]> consumer)
            throws InterruptedException {
        try {
            return consumer.poll(POLL).records(partition);
        } catch (KafkaException e) {
            pauseOrThrow(e);
            return List.of();
        }
    }

    private static boolean passes(KafkaException e) {
        return e instanceof RetriableException
                || e instanceof AuthorizationException
                || e instanceof AuthenticationException;
    }

    /** What passes by itself, or when an operator has mended a right, is waited for. */
    private void pauseOrThrow(KafkaException e) throws InterruptedException {
        if (!passes(e)) {
            throw e;
        }
        LOG.warn("{}: waiting for the brokers: {}", partition, e.toString());
        Thread.sleep(PAUSE);
    }

    /** A fetch tells the end of the log; when none has come for a while, ask. The brokers' silence is no failure, only no proof. */
    private void confirm(KafkaConsumer<String, byte[]> consumer, long position, boolean fetched) {
        Instant now = clock.instant();
        if (fetched && consumer.currentLag(partition).orElse(-1) == 0) {
            freshness.confirmed(now);
            return;
        }
        if (fetched || freshness.unconfirmed(now).compareTo(CONFIRM_EVERY) < 0) {
            return;
        }
        try {
            if (consumer.endOffsets(List.of(partition), ASK).getOrDefault(partition, Long.MAX_VALUE) <= position) {
                freshness.confirmed(now);
            }
        } catch (KafkaException e) {
            if (!passes(e)) {
                throw e;
            }
            LOG.debug("{}: the brokers do not answer: {}", partition, e.toString());
        }
    }

    private static int countBelow(List<ConsumerRecord<String, byte[]>> records, long end) {
        int count = 0;
        while (count < records.size() && records.get(count).offset() < end) {
            count++;
        }
        return count;
    }

    private void hand(List<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
        if (records.isEmpty()) {
            return;
        }
        underWay.addAndGet(records.size());
        submit(() -> {
            try {
                listener.records(records);
            } finally {
                underWay.addAndGet(-records.size());
            }
            freshness.handedOver(Instant.ofEpochMilli(records.getLast().timestamp()));
        });
    }

    /** Waits while the listener is too far behind. */
    private void submit(Runnable call) throws InterruptedException {
        ahead.acquire();
        executor.execute(() -> {
            try {
                if (!closed) {
                    call.run();
                }
            } catch (RuntimeException e) {
                end(e);
            } finally {
                ahead.release();
            }
        });
    }

    private void fail(RuntimeException cause) {
        executor.execute(() -> end(cause));
    }

    /** On the executor. */
    private void end(RuntimeException cause) {
        if (!closed) {
            close();
            listener.failed(cause);
        }
    }
}
