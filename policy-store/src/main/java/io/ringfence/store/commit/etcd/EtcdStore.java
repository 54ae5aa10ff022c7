package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.commit.TransactionLimits;
import io.ringfence.store.decide.Entry;
import io.ringfence.store.decide.State;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.decide.Value;
import io.ringfence.store.history.Commit;
import io.ringfence.store.history.StoredResource;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** See the package. */
public final class EtcdStore implements ResourceStore {
    /**
     * Largest message taken from etcd: some of our largest transactions together. A watch that is further behind than fits begins again
     * from a listing; a page of a listing is made smaller.
     */
    private static final int MAX_MESSAGE_BYTES = 64 << 20;

    /** Keys read by one request where etcd's own limit is not lower. */
    private static final int READ_TOGETHER = 128;

    private static final Duration REACHABLE_PATIENCE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Duration patience;
    private final Client client;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("etcd-watches").daemon().factory());
    private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
    private volatile @Nullable TransactionLimits limits;

    private EtcdStore(Client client, InstantSource clock, Duration patience) {
        this.client = client;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Connects when it is first used; etcd need not be there yet.
     *
     * @param endpoints {@code http://host:port} each
     * @param patience how long a read or a commit may take; what takes longer is answered as unavailable or unknown
     */
    public static EtcdStore connect(List<URI> endpoints, InstantSource clock, Duration patience) {
        Client client = Client.builder()
                .endpoints(endpoints)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .connectTimeout(Duration.ofSeconds(2))
                .keepaliveTime(Duration.ofSeconds(10))
                .keepaliveTimeout(Duration.ofSeconds(3))
                // A call fails at once while there is no connection, instead of waiting for one.
                .waitForReady(false)
                .retryMaxDuration(patience)
                .build();
        return new EtcdStore(client, clock, patience);
    }

    /** What this etcd takes; asked once. */
    public TransactionLimits limits() throws StoreUnavailableException {
        TransactionLimits known = limits;
        if (known == null) {
            known = new EtcdLimits(client, patience).probe();
            limits = known;
        }
        return known;
    }

    @Override
    public State read(Set<StoreKey> keys) {
        List<StoreKey> all = new ArrayList<>(keys);
        Map<StoreKey, Entry> entries = new HashMap<>();
        long revision = 0;
        int from = 0;
        do {
            List<StoreKey> some = all.subList(from, Math.min(all.size(), from + READ_TOGETHER));
            TxnResponse response = readTogether(some, revision);
            revision = revision == 0 ? response.getHeader().getRevision() : revision;
            List<GetResponse> answers = response.getGetResponses();
            for (int i = 0; i < some.size(); i++) {
                for (KeyValue kv : answers.get(i).getKvs()) {
                    entries.put(
                            some.get(i),
                            new Entry(Value.of(kv.getValue().getBytes()), new Revision(kv.getModRevision())));
                }
            }
            from += READ_TOGETHER;
        } while (from < all.size());
        return new State(new Revision(revision), entries);
    }

    private TxnResponse readTogether(List<StoreKey> keys, long revision) {
        GetOption option = GetOption.builder().withRevision(revision).build();
        Op[] reads = keys.isEmpty()
                ? new Op[] {Op.get(Keys.PROBE, option)}
                : keys.stream().map(key -> Op.get(Keys.of(key), option)).toArray(Op[]::new);
        return EtcdCalls.await(client.getKVClient().txn().Then(reads).commit(), patience);
    }

    @Override
    public Listing list(@Nullable Kind kind, Consumer<List<StoredResource>> pages) {
        return new EtcdListing(client, kind, patience, pages).read(Keys.resources(kind));
    }

    @Override
    public CommitAt commitAt(Revision revision) {
        Commit newest = lastCommit(GetOption.DEFAULT);
        if (revision.isAfter(newest.revision())) {
            return new CommitAt.NoCommit();
        }
        Commit last;
        try {
            last = revision.equals(newest.revision())
                    ? newest
                    : lastCommit(
                            GetOption.builder().withRevision(revision.value()).build());
        } catch (StoreUnavailableException e) {
            if (EtcdCalls.isCompacted(e)) {
                return new CommitAt.Compacted(newest);
            }
            throw e;
        }
        return last.revision().equals(revision) ? new CommitAt.Known(last.time()) : new CommitAt.NoCommit();
    }

    /** Now, or as of a revision. etcd keeps the newest whatever is compacted. */
    private Commit lastCommit(GetOption when) {
        return Mark.commit(EtcdCalls.await(client.getKVClient().get(Keys.COMMIT, when), patience)
                        .getKvs())
                .orElse(Commit.NONE);
    }

    @Override
    public Optional<String> tooLarge(Transaction transaction) {
        return limits().exceededBy(transaction);
    }

    @Override
    public CommitResult commit(Transaction transaction) {
        try {
            Optional<String> tooLarge = tooLarge(transaction);
            if (tooLarge.isPresent()) {
                return new CommitResult.TooLarge(tooLarge.get());
            }
        } catch (StoreUnavailableException e) {
            return new CommitResult.Unavailable(String.valueOf(e.getMessage()));
        }
        CommitResult result = new EtcdCommit(client, transaction, clock, patience).run();
        if (result instanceof CommitResult.TooLarge) {
            // Not what was found at the start: etcd has come back with other settings.
            limits = null;
        }
        return result;
    }

    @Override
    public Watch watch(Revision after, WatchListener listener) {
        EtcdWatch watch = new EtcdWatch(client, timer, after, listener);
        open.add(watch);
        watch.start();
        return () -> {
            watch.close();
            open.remove(watch);
        };
    }

    @Override
    public Candidacy campaign(CampaignListener listener) {
        EtcdCandidacy candidacy = new EtcdCandidacy(client, listener);
        open.add(candidacy);
        candidacy.start();
        return () -> {
            candidacy.close();
            open.remove(candidacy);
        };
    }

    @Override
    public boolean isReachable() {
        try {
            EtcdCalls.await(
                    client.getKVClient()
                            .get(
                                    Keys.PROBE,
                                    GetOption.builder().withCountOnly(true).build()),
                    REACHABLE_PATIENCE);
            return true;
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : open) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("a watch or a candidacy never fails to close", e);
            }
        }
        timer.shutdownNow();
        client.close();
    }
}
