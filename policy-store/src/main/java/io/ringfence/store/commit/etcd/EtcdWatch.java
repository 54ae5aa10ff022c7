package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.ResourceStore.WatchListener;
import io.ringfence.store.decide.Value;
import io.ringfence.store.history.Change;
import io.ringfence.store.history.RevisionChanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watch, made of as many of jetcd's as it takes. etcd sends each revision whole. This object's lock is never held while jetcd is
 * called: jetcd calls back under a lock of its own.
 */
final class EtcdWatch implements ResourceStore.Watch {
    private static final Logger LOG = LoggerFactory.getLogger(EtcdWatch.class);

    private static final Duration BEFORE_AGAIN = Duration.ofMillis(200);

    private final Client client;
    private final ScheduledExecutorService timer;
    private final WatchListener listener;

    private Revision told; // guarded by this, as all below
    private Instant lastTime = Instant.EPOCH;
    private boolean closed;
    private @Nullable Attempt current;
    private @Nullable Watcher watcher;

    /** jetcd's handle. */
    private record Watcher(Attempt attempt, Watch.Watcher handle) {}

    EtcdWatch(Client client, ScheduledExecutorService timer, Revision after, WatchListener listener) {
        this.client = client;
        this.timer = timer;
        this.told = after;
        this.listener = listener;
    }

    void start() {
        Attempt attempt = new Attempt();
        WatchOption option;
        synchronized (this) {
            if (closed) {
                return;
            }
            current = attempt;
            option = WatchOption.builder()
                    .isPrefix(true)
                    .withRevision(told.value() + 1)
                    .withRequireLeader(true)
                    .build();
        }
        try {
            Watch.Watcher handle = client.getWatchClient().watch(Keys.ROOT, option, attempt);
            boolean stale;
            synchronized (this) {
                stale = closed || current != attempt;
                if (!stale) {
                    watcher = new Watcher(attempt, handle);
                }
            }
            if (stale) {
                handle.close();
            }
        } catch (RuntimeException e) {
            attempt.onError(e);
        }
    }

    /** What jetcd calls back; counts only while it is the current one. */
    private final class Attempt implements Watch.Listener {
        @Override
        public void onNext(WatchResponse response) {
            synchronized (EtcdWatch.this) {
                if (current == this && !closed) {
                    tell(response.getEvents());
                }
            }
        }

        @Override
        public void onError(Throwable error) {
            boolean gone = EtcdCalls.isCompacted(error) || EtcdCalls.isTooLarge(error);
            synchronized (EtcdWatch.this) {
                if (current != this || closed) {
                    return;
                }
                current = null;
                closed = gone;
                LOG.info(
                        "the watch after revision {} broke: {}",
                        told,
                        EtcdCalls.cause(error).toString());
            }
            if (gone) {
                listener.compacted();
            }
            later(gone);
        }

        @Override
        public void onCompleted() {
            synchronized (EtcdWatch.this) {
                if (current != this || closed) {
                    return;
                }
                current = null;
            }
            later(false);
        }
    }

    /** Closes jetcd's broken watcher, so that it does not resume, and begins anew unless that is pointless. */
    private void later(boolean ended) {
        try {
            ScheduledFuture<?> _ = timer.schedule(
                    () -> {
                        closeWatcher();
                        if (!ended) {
                            start();
                        }
                    },
                    ended ? 0 : BEFORE_AGAIN.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("the store is closed", e);
        }
    }

    private void closeWatcher() {
        Watcher old;
        synchronized (this) {
            old = watcher;
            watcher = null;
        }
        if (old != null) {
            old.handle().close();
        }
    }

    private void tell(List<WatchEvent> events) {
        int from = 0;
        while (from < events.size()) {
            long revision = events.get(from).getKeyValue().getModRevision();
            int to = from;
            while (to < events.size() && events.get(to).getKeyValue().getModRevision() == revision) {
                to++;
            }
            if (revision > told.value()) {
                tellRevision(new Revision(revision), events.subList(from, to));
            }
            from = to;
        }
    }

    private void tellRevision(Revision revision, List<WatchEvent> events) {
        List<Change> changes = new ArrayList<>();
        for (WatchEvent event : events) {
            KeyValue kv = event.getKeyValue();
            if (kv.getKey().equals(Keys.COMMIT)) {
                lastTime = Mark.decode(kv.getValue()).map(Mark::time).orElse(lastTime);
            }
            Keys.resource(kv.getKey())
                    .ifPresent(key -> changes.add(
                            event.getEventType() == WatchEvent.EventType.DELETE
                                    ? new Change.Removed(key)
                                    : new Change.Put(key, Value.of(kv.getValue().getBytes()), kv.getVersion() == 1)));
        }
        told = revision;
        if (!changes.isEmpty()) {
            listener.changed(new RevisionChanges(revision, lastTime, changes));
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            current = null;
        }
        closeWatcher();
    }
}
