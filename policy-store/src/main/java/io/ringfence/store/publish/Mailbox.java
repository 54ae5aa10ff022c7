package io.ringfence.store.publish;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore.CampaignListener;
import io.ringfence.store.commit.ResourceStore.WatchListener;
import io.ringfence.store.history.Change;
import io.ringfence.store.history.RevisionChanges;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What the publisher's thread waits for: leadership, revisions, the end. The store's threads put, the publisher's thread takes. */
final class Mailbox implements CampaignListener {
    /**
     * What may wait here while Kafka is slow. Beyond it nothing more is taken in; the store keeps the rest, and the publisher watches anew
     * once it has caught up.
     */
    static final int MAX_WAITING_BYTES = 32 << 20;

    /** What goes out as one Kafka transaction, but at least one revision. More waits for the next. */
    static final int MAX_BATCH_EVENTS = 2_000;

    static final int MAX_BATCH_BYTES = 4 << 20;

    private final Deque<RevisionChanges> waiting = new ArrayDeque<>(); // guarded by this, as all below
    private long waitingBytes;
    private boolean leading;
    private boolean stopped;
    private @Nullable Inbox inbox;

    /** What there is to do. */
    sealed interface Taken {
        /** In order; at least one. */
        record Batch(List<RevisionChanges> revisions) implements Taken {}

        /** More came than could wait; watch again from the last revision taken. */
        record Behind() implements Taken {}

        /** The history is gone. */
        record Compacted() implements Taken {}

        /** Leadership is lost, or the service stops. */
        record Dismissed() implements Taken {}
    }

    /** Receives one watch's revisions, as long as it is the newest. */
    private final class Inbox implements WatchListener {
        private boolean full;
        private boolean compacted;

        @Override
        public void changed(RevisionChanges revision) {
            synchronized (Mailbox.this) {
                if (inbox != this || full || revision.changes().isEmpty()) {
                    return;
                }
                waiting.add(revision);
                waitingBytes += bytes(revision);
                full = waitingBytes > MAX_WAITING_BYTES;
                Mailbox.this.notifyAll();
            }
        }

        @Override
        public void compacted() {
            synchronized (Mailbox.this) {
                compacted = true;
                Mailbox.this.notifyAll();
            }
        }
    }

    @Override
    public synchronized void elected() {
        leading = true;
        notifyAll();
    }

    @Override
    public synchronized void lost() {
        leading = false;
        notifyAll();
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized boolean isEntitled() {
        return leading && !stopped;
    }

    /** Returns when elected or stopped. */
    synchronized void awaitElection() throws InterruptedException {
        while (!leading && !stopped) {
            wait();
        }
    }

    /** Waits that long, or until stopped. */
    synchronized void pause(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !stopped; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    /** A listener for a new watch; what an earlier one told and is still waiting is forgotten. */
    synchronized WatchListener open() {
        waiting.clear();
        waitingBytes = 0;
        inbox = new Inbox();
        return inbox;
    }

    /** Waits for something to do. What arrived together is taken together. */
    synchronized Taken take() throws InterruptedException {
        while (true) {
            Inbox from = inbox;
            if (!isEntitled() || from == null) {
                return new Taken.Dismissed();
            }
            if (!waiting.isEmpty()) {
                return new Taken.Batch(batch());
            }
            if (from.full) {
                return new Taken.Behind();
            }
            if (from.compacted) {
                return new Taken.Compacted();
            }
            wait();
        }
    }

    private List<RevisionChanges> batch() {
        List<RevisionChanges> batch = new ArrayList<>();
        long events = 0;
        long bytes = 0;
        for (RevisionChanges next = waiting.peek(); next != null; next = waiting.peek()) {
            events += next.changes().size();
            bytes += bytes(next);
            if (!batch.isEmpty() && (events > MAX_BATCH_EVENTS || bytes > MAX_BATCH_BYTES)) {
                break;
            }
            batch.add(waiting.remove());
            waitingBytes -= bytes(next);
        }
        return batch;
    }

    private static long bytes(RevisionChanges revision) {
        long bytes = 0;
        for (Change change : revision.changes()) {
            bytes += change.key().path().length()
                    + switch (change) {
                        case Change.Put put -> put.value().bytes().length;
                        case Change.Removed _ -> 0;
                    };
        }
        return bytes + 64;
    }

    /** The newest of a batch. */
    static Revision last(List<RevisionChanges> batch) {
        return batch.getLast().revision();
    }
}
