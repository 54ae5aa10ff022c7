package io.ringfence.compiler.publish;

import io.ringfence.compiler.Compilation;
import io.ringfence.compiler.emit.ShardDelta;
import io.ringfence.log.record.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which shards are ours, and writing them. Whatever goes wrong, the answer is the same: give all shards up, join anew, read back, write
 * the difference. Owner: the compiler's thread; the group's thread only hands over.
 */
public final class Ownership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    /** Before joining anew; brokers that are away are asked this often. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** How often the group's thread looks whether it still has to wait for the compiler's. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    private final String bootstrap;

    /** The same for all memberships: none has to wait until the brokers give up a transaction of the one before. */
    private final String transactionalId = "ringfence-compiler-" + UUID.randomUUID();

    private final Compilation compilation;
    private final ScheduledExecutorService compilerThread;
    private final Consumer<RuntimeException> bug;
    private @Nullable Progress progress;
    private @Nullable GroupMember member;
    private @Nullable ShardPublisher publisher;

    /** Read back and brought up to date. */
    private final Set<Integer> upToDate = new HashSet<>();

    private volatile int shards; // their number, for other threads

    /** Grows with each membership, so that what an earlier one still hands over is known. Written by the compiler's thread. */
    private final AtomicInteger membership = new AtomicInteger();

    /**
     * Nobody's member yet.
     *
     * @param compilerThread runs everything of this class but the hand-over
     * @param bug told of a failure after which the compilation is not to be trusted
     */
    public Ownership(
            String bootstrap,
            Compilation compilation,
            ScheduledExecutorService compilerThread,
            Consumer<RuntimeException> bug) {
        this.bootstrap = bootstrap;
        this.compilation = compilation;
        this.compilerThread = compilerThread;
        this.bug = bug;
    }

    /**
     * Joins the group.
     *
     * @param start the newest revision that the compilation holds; null when there was none yet
     */
    public void join(@Nullable Progress start) {
        progress = start;
        join();
    }

    /** Writes what a batch changed. */
    public void publish(List<ShardDelta> deltas, Progress reached) {
        progress = reached;
        if (publisher != null) {
            try {
                publisher.publish(deltas, reached);
            } catch (PublishFailedException | KafkaException e) {
                rejoin(e);
            }
        }
    }

    /** How many shards are ours and hold what they must. Any thread. */
    public int shards() {
        return shards;
    }

    /** Leaves the group; its other members take the shards over at once. */
    @Override
    public void close() {
        leave();
    }

    private void join() {
        int number = membership.incrementAndGet();
        try {
            member = new GroupMember(bootstrap, new HandOver(number));
            publisher = new ShardPublisher(bootstrap, transactionalId, member);
        } catch (KafkaException e) {
            rejoin(e);
        } catch (RuntimeException e) {
            bug.accept(e);
        }
    }

    private void rejoin(Exception cause) {
        LOG.warn("giving up all shards and joining anew: {}", cause.toString());
        leave();
        int number = membership.get();
        Future<?> _ = compilerThread.schedule(
                () -> {
                    if (number == membership.get()) {
                        join();
                    }
                },
                PAUSE.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void leave() {
        membership.incrementAndGet();
        if (member != null) {
            member.close();
            member = null;
        }
        if (publisher != null) {
            publisher.close();
            publisher = null;
        }
        compilation.disown(compilation.owned());
        upToDate.clear();
        shards = 0;
    }

    /** Each shard is a transaction of its own: it may be large, and depends on no other. */
    private void own(Set<Integer> more) {
        if (publisher == null) {
            return;
        }
        try {
            long begun = System.nanoTime();
            ReadBack found = ReadBack.of(bootstrap, more);
            Map<Integer, ShardDelta> wanted = new HashMap<>();
            compilation.own(more).forEach(delta -> wanted.put(delta.shard(), delta));
            int written = 0;
            for (int shard : more) {
                ShardDelta all = wanted.getOrDefault(shard, new ShardDelta(shard, List.of(), List.of()));
                ShardDelta missing = Takeover.difference(all, found.records().getOrDefault(shard, Map.of()));
                publisher.own(shard, found);
                if (progress != null) {
                    written += publisher.publish(missing.isEmpty() ? List.of() : List.of(missing), progress);
                }
            }
            upToDate.addAll(more);
            shards = upToDate.size();
            LOG.info(
                    "took over shards {}: {} records written in {} ms",
                    more,
                    written,
                    (System.nanoTime() - begun) / 1_000_000);
        } catch (PublishFailedException | KafkaException e) {
            rejoin(e);
        } catch (RuntimeException e) {
            bug.accept(e);
        }
    }

    private void disown(Set<Integer> fewer) {
        if (publisher != null) {
            publisher.disown(fewer);
        }
        compilation.disown(fewer);
        upToDate.removeAll(fewer);
        shards = upToDate.size();
        LOG.info("gave up shards {}", fewer);
    }

    /** On the group's thread. */
    private final class HandOver implements GroupMember.Listener {
        private final int number;

        HandOver(int number) {
            this.number = number;
        }

        @Override
        public void assigned(Set<Integer> more) {
            compilerThread.execute(() -> {
                if (number == membership.get()) {
                    own(more);
                }
            });
        }

        @Override
        public void revoked(Set<Integer> fewer) {
            Future<?> done = compilerThread.submit(() -> {
                if (number == membership.get()) {
                    disown(fewer);
                }
            });
            while (number == membership.get()) {
                try {
                    done.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                    return;
                } catch (TimeoutException e) {
                    LOG.debug("waiting until nothing more is written to shards {}", fewer);
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }

        @Override
        public void failed(RuntimeException cause) {
            compilerThread.execute(() -> {
                if (number == membership.get()) {
                    rejoin(cause);
                }
            });
        }
    }
}
