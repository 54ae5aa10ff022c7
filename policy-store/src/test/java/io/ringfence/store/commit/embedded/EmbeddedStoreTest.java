package io.ringfence.store.commit.embedded;

import static io.ringfence.store.commit.StoreContract.committed;
import static io.ringfence.store.commit.StoreContract.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.Follower;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.StoreContract;
import io.ringfence.store.commit.StoreFixture;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.commit.embedded.StoreFile.HistoryLimits;
import io.ringfence.store.decide.Guard;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.history.RevisionChanges;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedStoreTest implements StoreContract {
    @TempDir
    private Path folder;

    private EmbeddedFixture fixture;

    private static final class EmbeddedFixture implements StoreFixture {
        private final Path folder;
        private EmbeddedStore store;

        EmbeddedFixture(Path folder) {
            this.folder = folder;
            this.store = EmbeddedStore.open(folder, InstantSource.system());
        }

        @Override
        public ResourceStore store() {
            return store;
        }

        @Override
        public ResourceStore reopen() {
            store.close();
            store = EmbeddedStore.open(folder, InstantSource.system());
            return store;
        }

        @Override
        public void compact(Revision upTo) {
            store.compact(upTo);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @BeforeEach
    void open() {
        fixture = new EmbeddedFixture(folder);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Override
    public StoreFixture fixture() {
        return fixture;
    }

    @Test
    void historyIsBoundedAndTheRestStaysWatchable() throws Exception {
        try (EmbeddedStore store =
                EmbeddedStore.open(folder.resolve("small"), InstantSource.system(), new HistoryLimits(10, 1 << 20))) {
            for (int i = 1; i <= 25; i++) {
                committed(store, put(A, "v" + i));
            }
            Follower tooEarly = new Follower(Revision.NONE);
            try (ResourceStore.Watch _ = store.watch(new Revision(14), tooEarly)) {
                tooEarly.awaitCompacted();
            }
            Follower inTime = new Follower(new Revision(15));
            try (ResourceStore.Watch _ = store.watch(new Revision(15), inTime)) {
                assertThat(inTime.next(10).stream()
                                .map(RevisionChanges::revision)
                                .map(Revision::value))
                        .containsExactly(16L, 17L, 18L, 19L, 20L, 21L, 22L, 23L, 24L, 25L);
            }
        }
    }

    @Test
    void historyIsBoundedInBytesButKeepsTheNewest() throws Exception {
        try (EmbeddedStore store =
                EmbeddedStore.open(folder.resolve("small"), InstantSource.system(), new HistoryLimits(10, 1_000))) {
            committed(store, put(A, "small"));
            Revision large = committed(store, put(A, "x".repeat(5_000)));
            Follower follower = new Follower(new Revision(large.value() - 1));
            try (ResourceStore.Watch _ = store.watch(new Revision(large.value() - 1), follower)) {
                assertThat(follower.next(1).getFirst().revision()).isEqualTo(large);
            }
            Follower tooEarly = new Follower(Revision.NONE);
            try (ResourceStore.Watch _ = store.watch(Revision.NONE, tooEarly)) {
                tooEarly.awaitCompacted();
            }
        }
    }

    @Test
    void aClosedStoreAnswersThatItIsUnavailable() {
        ResourceStore store = fixture.store();
        store.close();

        assertThat(store.isReachable()).isFalse();
        assertThatThrownBy(() -> store.read(Set.of(A))).isInstanceOf(StoreUnavailableException.class);
        assertThat(store.commit(
                        new Transaction(Revision.NONE, List.of(new Guard(A, Revision.NONE)), List.of(put(A, "1")))))
                .isInstanceOf(ResourceStore.CommitResult.Unavailable.class);
    }

    @Test
    void aFolderInUseIsNotOpenedTwice() {
        assertThatThrownBy(() -> EmbeddedStore.open(folder, InstantSource.system()))
                .hasMessageContaining("locked");
    }
}
