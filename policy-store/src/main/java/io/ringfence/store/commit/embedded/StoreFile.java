package io.ringfence.store.commit.embedded;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.decide.Entry;
import io.ringfence.store.decide.Guard;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.decide.Write;
import io.ringfence.store.history.Change;
import io.ringfence.store.history.RevisionChanges;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * The maps of the file and what a transaction does to them. Owner: the store's writer thread, but for {@link #durable()}, which any
 * thread may read.
 */
final class StoreFile implements AutoCloseable {
    /** Counts openings, so that opening makes a version and the last one of the process before can be read. */
    private static final String OPENED = "opened";

    private static final String REVISION = "revision";
    private static final String COMPACTED = "compacted";
    private static final String HISTORY_BYTES = "historyBytes";

    /** How many versions of the maps stay readable behind the newest: more than a reader can fall behind while it takes one. */
    private static final int VERSIONS_KEPT = 100;

    /** How full of live data the file is kept, in percent, and how much one round of tidying may rewrite. */
    private static final int FILL_PERCENT = 50;

    private static final int TIDY_BYTES = 8 << 20;

    private final MVStore store;
    private final HistoryLimits limits;
    private final MVMap<String, byte[]> entries;
    private final MVMap<Long, byte[]> history;
    private final MVMap<String, Long> counters;
    private volatile Durable durable;

    /**
     * How much history stays. Beyond either limit the oldest revisions are dropped, and a watch from before them is told so.
     *
     * @param revisions at least 1
     * @param bytes of keys and values
     */
    record HistoryLimits(int revisions, long bytes) {
        static final HistoryLimits DEFAULT = new HistoryLimits(20_000, 64L << 20);
    }

    /**
     * What the disk has. Immutable; any thread.
     *
     * @param compacted the newest revision whose history is gone
     */
    record Durable(Revision revision, Revision compacted, MVMap<String, byte[]> entries, MVMap<Long, byte[]> history) {
        Optional<Entry> entry(StoreKey key) {
            return Optional.ofNullable(entries.get(key.text())).map(Records::entry);
        }

        /** Of a revision that is not compacted. */
        Optional<RevisionChanges> changes(Revision of) {
            return Optional.ofNullable(history.get(of.value())).map(bytes -> Records.changes(of, bytes));
        }
    }

    StoreFile(Path folder, HistoryLimits limits) {
        this.limits = limits;
        try {
            Files.createDirectories(folder);
            store = new MVStore.Builder()
                    .fileName(folder.resolve("store.mv").toString())
                    .autoCommitDisabled()
                    .open();
            store.setVersionsToKeep(VERSIONS_KEPT);
            entries = store.openMap("entries");
            history = store.openMap("history");
            counters = store.openMap("counters");
            counters.put(OPENED, counter(OPENED) + 1);
            durable = persist();
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the store in " + folder, e);
        }
    }

    Durable durable() {
        return durable;
    }

    boolean holds(List<Guard> guards) {
        for (Guard guard : guards) {
            byte[] bytes = entries.get(guard.key().text());
            Revision modified =
                    bytes == null ? Revision.NONE : Records.entry(bytes).modified();
            if (!modified.equals(guard.modified())) {
                return false;
            }
        }
        return true;
    }

    /** Not durable before {@link #makeDurable}. */
    Revision apply(Transaction transaction, Instant time) {
        Revision revision = new Revision(counter(REVISION) + 1);
        List<Change> changes = new ArrayList<>();
        for (Write write : transaction.writes()) {
            byte @Nullable [] before = switch (write) {
                case Write.Put(StoreKey key, var value) ->
                    entries.put(key.text(), Records.entry(new Entry(value, revision)));
                case Write.Remove(StoreKey key) -> entries.remove(key.text());
            };
            if (write.key() instanceof StoreKey.OfResource(var resource)) {
                changes.add(
                        switch (write) {
                            case Write.Put put -> new Change.Put(resource, put.value(), before == null);
                            case Write.Remove _ -> new Change.Removed(resource);
                        });
            }
        }
        byte[] record = Records.changes(time, changes);
        history.put(revision.value(), record);
        counters.put(REVISION, revision.value());
        counters.put(HISTORY_BYTES, counter(HISTORY_BYTES) + record.length);
        return revision;
    }

    /** Everything applied so far survives once this returns. */
    void makeDurable() {
        trimHistory();
        if (store.hasUnsavedChanges()) {
            durable = persist();
        }
    }

    /** Gives space back. To be called now and then, when there is nothing better to do. */
    void tidy() {
        if (store.compact(FILL_PERCENT, TIDY_BYTES)) {
            store.sync();
        }
    }

    /** Forgets the history up to a revision, but for the newest. */
    void compact(Revision upTo) {
        long end = Math.min(upTo.value() + 1, counter(REVISION));
        for (Long oldest = history.firstKey(); oldest != null && oldest < end; oldest = history.firstKey()) {
            drop(oldest);
        }
    }

    private void trimHistory() {
        while (history.sizeAsLong() > limits.revisions()
                || (counter(HISTORY_BYTES) > limits.bytes() && history.sizeAsLong() > 1)) {
            drop(history.firstKey());
        }
    }

    private void drop(Long revision) {
        byte[] record = history.remove(revision);
        counters.put(HISTORY_BYTES, counter(HISTORY_BYTES) - (record == null ? 0 : record.length));
        counters.put(COMPACTED, revision);
    }

    private Durable persist() {
        long version = store.getCurrentVersion();
        store.commit();
        store.sync();
        return new Durable(
                new Revision(counter(REVISION)),
                new Revision(counter(COMPACTED)),
                entries.openVersion(version),
                history.openVersion(version));
    }

    private long counter(String name) {
        Long value = counters.get(name);
        return value == null ? 0 : value;
    }

    /** The keys below a prefix and their values, in order. */
    static Iterable<Map.Entry<String, byte[]>> below(MVMap<String, byte[]> entries, String prefix) {
        return () -> {
            var cursor = entries.cursor(prefix);
            return new Iterator<>() {
                private @Nullable String next = advance();

                private @Nullable String advance() {
                    String key = cursor.hasNext() ? cursor.next() : null;
                    return key != null && key.startsWith(prefix) ? key : null;
                }

                @Override
                public boolean hasNext() {
                    return next != null;
                }

                @Override
                public Map.Entry<String, byte[]> next() {
                    String key = next;
                    if (key == null) {
                        throw new NoSuchElementException();
                    }
                    Map.Entry<String, byte[]> entry = Map.entry(key, cursor.getValue());
                    next = advance();
                    return entry;
                }
            };
        };
    }

    @Override
    public void close() {
        store.closeImmediately();
    }
}
