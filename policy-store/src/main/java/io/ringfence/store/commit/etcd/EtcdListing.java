package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.OptionsUtil;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.ResourceStore.Listing;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.decide.Value;
import io.ringfence.store.history.Commit;
import io.ringfence.store.history.StoredResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a range page by page at the revision of its first page. Owner: the caller's thread. */
final class EtcdListing {
    private static final ByteSequence ZERO = ByteSequence.from(new byte[1]);

    private final Client client;
    private final ByteSequence end;
    private final Duration patience;
    private final Consumer<List<StoredResource>> pages;

    /** Halved when a page is larger than a message may be. */
    private int size = ResourceStore.PAGE;

    EtcdListing(Client client, @Nullable Kind kind, Duration patience, Consumer<List<StoredResource>> pages) {
        this.client = client;
        this.end = OptionsUtil.prefixEndOf(Keys.resources(kind));
        this.patience = patience;
        this.pages = pages;
    }

    Listing read(ByteSequence from) {
        TxnResponse first = shrinking(() -> client.getKVClient()
                .txn()
                .Then(Op.get(from, page(0)), Op.get(Keys.COMMIT, GetOption.DEFAULT))
                .commit());
        long revision = first.getHeader().getRevision();
        GetResponse page = first.getGetResponses().get(0);
        hand(page);
        while (page.isMore()) {
            ByteSequence next = page.getKvs().getLast().getKey().concat(ZERO);
            page = shrinking(() -> client.getKVClient().get(next, page(revision)));
            hand(page);
        }
        return new Listing(
                new Revision(revision),
                Mark.commit(first.getGetResponses().get(1).getKvs()).orElse(Commit.NONE));
    }

    private GetOption page(long revision) {
        return GetOption.builder()
                .withRange(end)
                .withLimit(size)
                .withRevision(revision)
                .build();
    }

    private <T> T shrinking(Supplier<CompletableFuture<T>> call) {
        while (true) {
            try {
                return EtcdCalls.await(call.get(), patience);
            } catch (StoreUnavailableException e) {
                if (!EtcdCalls.isTooLarge(e) || size == 1) {
                    throw e;
                }
                size /= 2;
            }
        }
    }

    private void hand(GetResponse page) {
        List<StoredResource> resources = new ArrayList<>(page.getKvs().size());
        for (KeyValue kv : page.getKvs()) {
            Keys.resource(kv.getKey())
                    .ifPresent(key -> resources.add(new StoredResource(
                            key, Value.of(kv.getValue().getBytes()), new Revision(kv.getModRevision()))));
        }
        if (!resources.isEmpty()) {
            pages.accept(List.copyOf(resources));
        }
    }
}
