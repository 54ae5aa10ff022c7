package io.ringfence.store.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore.WatchListener;
import io.ringfence.store.history.RevisionChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A watch's listener that remembers, and fails on what the contract forbids. */
public final class Follower implements WatchListener {
    private final BlockingQueue<RevisionChanges> told = new LinkedBlockingQueue<>();
    private final CountDownLatch compacted = new CountDownLatch(1);
    private Revision last;
    private volatile boolean wrong;

    public Follower(Revision after) {
        this.last = after;
    }

    @Override
    public synchronized void changed(RevisionChanges revision) {
        wrong |= !revision.revision().isAfter(last);
        last = revision.revision();
        told.add(revision);
    }

    @Override
    public void compacted() {
        compacted.countDown();
    }

    /** The next revisions that touch resources. */
    public List<RevisionChanges> next(int count) throws InterruptedException {
        List<RevisionChanges> next = new ArrayList<>();
        while (next.size() < count) {
            RevisionChanges revision = told.poll(20, TimeUnit.SECONDS);
            assertThat(revision).as("revision %d of %d", next.size() + 1, count).isNotNull();
            if (!revision.changes().isEmpty()) {
                next.add(revision);
            }
        }
        assertThat(wrong).as("a revision came twice or out of order").isFalse();
        return next;
    }

    public boolean isQuiet() {
        return told.isEmpty();
    }

    public void awaitCompacted() throws InterruptedException {
        assertThat(compacted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
