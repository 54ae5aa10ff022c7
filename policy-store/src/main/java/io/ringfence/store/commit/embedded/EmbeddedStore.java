package io.ringfence.store.commit.embedded;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.commit.TransactionLimits;
import io.ringfence.store.commit.embedded.StoreFile.Durable;
import io.ringfence.store.commit.embedded.StoreFile.HistoryLimits;
import io.ringfence.store.decide.Entry;
import io.ringfence.store.decide.State;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.history.Commit;
import io.ringfence.store.history.RevisionChanges;
import io.ringfence.store.history.StoredResource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See the package. */
public final class EmbeddedStore implements ResourceStore {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStore.class);

    /** Transactions that wait for the disk. A further caller waits for room: the disk sets the pace. */
    private static final int QUEUE = 1_024;

    /** Transactions that share one flush. What is beyond goes with the next. */
    private static final int BATCH = 256;

    /** The file is tidied after this long without a write. */
    private static final long IDLE_SECONDS = 30;

    private final InstantSource clock;
    private final StoreFile file;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(QUEUE);
    private final List<EmbeddedWatch> watches = new CopyOnWriteArrayList<>();
    private final Thread writer;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    private sealed interface Task {
        record Commit(Transaction transaction, CompletableFuture<CommitResult> result) implements Task {}

        record Compact(Revision upTo, CompletableFuture<CommitResult> result) implements Task {}

        record Stop(CompletableFuture<CommitResult> result) implements Task {}

        CompletableFuture<CommitResult> result();
    }

    private EmbeddedStore(Path folder, InstantSource clock, HistoryLimits limits) {
        this.clock = clock;
        this.file = new StoreFile(folder, limits);
        this.writer = Thread.ofPlatform().name("embedded-store").daemon().unstarted(this::write);
    }

    /** Opens the folder's store or makes a new one. Throws when another process has it open, or it is damaged. */
    public static EmbeddedStore open(Path folder, InstantSource clock) {
        return open(folder, clock, HistoryLimits.DEFAULT);
    }

    static EmbeddedStore open(Path folder, InstantSource clock, HistoryLimits limits) {
        EmbeddedStore store = new EmbeddedStore(folder, clock, limits);
        store.writer.start();
        return store;
    }

    @Override
    public State read(Set<StoreKey> keys) {
        Durable durable = durable();
        Map<StoreKey, Entry> entries = new HashMap<>();
        for (StoreKey key : keys) {
            durable.entry(key).ifPresent(entry -> entries.put(key, entry));
        }
        return new State(durable.revision(), entries);
    }

    @Override
    public Listing list(@Nullable Kind kind, Consumer<List<StoredResource>> pages) {
        Durable durable = durable();
        String prefix = StoreKey.RESOURCES + (kind == null ? "" : kind.text() + "/");
        List<StoredResource> page = new ArrayList<>();
        for (Map.Entry<String, byte[]> stored : StoreFile.below(durable.entries(), prefix)) {
            if (StoreKey.parse(stored.getKey()).orElse(null) instanceof StoreKey.OfResource(var key)) {
                Entry entry = Records.entry(stored.getValue());
                page.add(new StoredResource(key, entry.value(), entry.modified()));
            }
            if (page.size() == PAGE) {
                pages.accept(List.copyOf(page));
                page.clear();
            }
        }
        if (!page.isEmpty()) {
            pages.accept(List.copyOf(page));
        }
        return new Listing(durable.revision(), newest(durable));
    }

    /** Its history is never dropped. */
    private static Commit newest(Durable durable) {
        return durable.changes(durable.revision())
                .map(changes -> new Commit(changes.revision(), changes.time()))
                .orElse(Commit.NONE);
    }

    @Override
    public CommitAt commitAt(Revision revision) {
        Durable durable = durable();
        if (revision.isAfter(durable.revision())) {
            return new CommitAt.NoCommit();
        }
        return durable.changes(revision)
                .map(RevisionChanges::time)
                .<CommitAt>map(CommitAt.Known::new)
                .orElseGet(() -> new CommitAt.Compacted(newest(durable)));
    }

    @Override
    public Optional<String> tooLarge(Transaction transaction) {
        return TransactionLimits.DEFAULT.exceededBy(transaction);
    }

    @Override
    public CommitResult commit(Transaction transaction) {
        Optional<String> tooLarge = tooLarge(transaction);
        if (tooLarge.isPresent()) {
            return new CommitResult.TooLarge(tooLarge.get());
        }
        return await(new Task.Commit(transaction, new CompletableFuture<>()));
    }

    /** Forgets the history up to a revision, as an operator would with etcd. */
    void compact(Revision upTo) {
        await(new Task.Compact(upTo, new CompletableFuture<>()));
    }

    private CommitResult await(Task task) {
        try {
            if (!isReachable() || !tasks.offer(task, 5, TimeUnit.SECONDS)) {
                return new CommitResult.Unavailable("the store is closed, broken or too busy");
            }
            if (!isReachable()) {
                refuseQueued();
            }
            return task.result().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommitResult.Unknown("interrupted");
        } catch (ExecutionException e) {
            return new CommitResult.Unknown(String.valueOf(e.getCause()));
        }
    }

    /** The writer thread. It is stopped by a task: an interrupt while it writes would close the file under it. */
    private void write() {
        List<Task> batch = new ArrayList<>();
        try {
            while (!closed) {
                Task first = tasks.poll(IDLE_SECONDS, TimeUnit.SECONDS);
                if (first == null) {
                    file.tidy();
                    continue;
                }
                batch.add(first);
                tasks.drainTo(batch, BATCH - 1);
                writeBatch(batch);
                batch.clear();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            LOG.error("the embedded store cannot write and stops; a restart goes on from what the disk has", e);
            failure = e;
            batch.forEach(task -> task.result().complete(new CommitResult.Unknown(String.valueOf(e))));
        } finally {
            closed = true;
            refuseQueued();
            watches.forEach(EmbeddedWatch::wake);
        }
    }

    private void writeBatch(List<Task> batch) {
        List<Runnable> answers = new ArrayList<>(batch.size());
        for (Task task : batch) {
            CommitResult result = switch (task) {
                case Task.Commit(Transaction transaction, var _) -> apply(transaction);
                case Task.Compact(Revision upTo, var _) -> {
                    file.compact(upTo);
                    yield new CommitResult.GuardFailed();
                }
                case Task.Stop _ -> {
                    closed = true;
                    yield new CommitResult.GuardFailed();
                }
            };
            answers.add(() -> task.result().complete(result));
        }
        file.makeDurable();
        answers.forEach(Runnable::run);
        watches.forEach(EmbeddedWatch::wake);
    }

    private CommitResult apply(Transaction transaction) {
        if (!file.holds(transaction.guards())) {
            return new CommitResult.GuardFailed();
        }
        Instant time = clock.instant();
        return new CommitResult.Committed(file.apply(transaction, time), time);
    }

    private void refuseQueued() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            task.result().complete(new CommitResult.Unavailable("the store is closed"));
        }
    }

    @Override
    public Watch watch(Revision after, WatchListener listener) {
        EmbeddedWatch watch = new EmbeddedWatch(after, listener, this::durable, watches::remove);
        watches.add(watch);
        watch.start();
        return watch;
    }

    /** One process has the file, so it leads as long as it lives. */
    @Override
    public Candidacy campaign(CampaignListener listener) {
        listener.elected();
        return () -> {};
    }

    @Override
    public boolean isReachable() {
        return !closed && failure == null;
    }

    private Durable durable() {
        if (!isReachable()) {
            throw new StoreUnavailableException("the store is closed or broken", failure);
        }
        return file.durable();
    }

    @Override
    public void close() {
        watches.forEach(EmbeddedWatch::close);
        await(new Task.Stop(new CompletableFuture<>()));
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        file.close();
    }
}
