package io.ringfence.store.commit.embedded;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore.Watch;
import io.ringfence.store.commit.ResourceStore.WatchListener;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.commit.embedded.StoreFile.Durable;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the history on a virtual thread of its own, from where it is to what the disk has, and sleeps until it is woken. */
final class EmbeddedWatch implements Watch {
    private final WatchListener listener;
    private final Supplier<Durable> source;
    private final Consumer<EmbeddedWatch> ended;
    private final Semaphore news = new Semaphore(1);
    private final Thread thread;
    private volatile boolean closed;

    /** Owner: the watch's thread. */
    private Revision told;

    EmbeddedWatch(Revision after, WatchListener listener, Supplier<Durable> source, Consumer<EmbeddedWatch> ended) {
        this.told = after;
        this.listener = listener;
        this.source = source;
        this.ended = ended;
        this.thread = Thread.ofVirtual().name("embedded-watch").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** There may be something new, or the store has closed. Any thread. */
    void wake() {
        news.release();
    }

    private void run() {
        try {
            while (!closed) {
                news.acquire();
                news.drainPermits();
                if (!tell(source.get())) {
                    return;
                }
            }
        } catch (InterruptedException | StoreUnavailableException e) {
            closed = true;
        } finally {
            ended.accept(this);
        }
    }

    private boolean tell(Durable durable) {
        if (durable.compacted().isAfter(told)) {
            listener.compacted();
            return false;
        }
        while (!closed && durable.revision().isAfter(told)) {
            Revision next = new Revision(told.value() + 1);
            listener.changed(durable.changes(next)
                    .orElseThrow(() -> new IllegalStateException("the history lacks revision " + next)));
            told = next;
        }
        return true;
    }

    @Override
    public void close() {
        // No interrupt: it would close the file if it came while the history is read.
        closed = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
