package io.ringfence.store.commit.etcd;

import static io.ringfence.store.commit.StoreContract.commit;
import static io.ringfence.store.commit.StoreContract.committed;
import static io.ringfence.store.commit.StoreContract.key;
import static io.ringfence.store.commit.StoreContract.list;
import static io.ringfence.store.commit.StoreContract.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.Client;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.ResourceStore.CommitAt;
import io.ringfence.store.commit.ResourceStore.CommitResult;
import io.ringfence.store.commit.StoreContract;
import io.ringfence.store.commit.StoreFixture;
import io.ringfence.store.commit.TransactionLimits;
import io.ringfence.store.decide.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EtcdStoreIT implements StoreContract {
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private EtcdFixture fixture;

    private static final class EtcdFixture implements StoreFixture {
        private final EtcdProcess etcd = EtcdProcess.start();
        private EtcdStore store = connect(etcd);

        @Override
        public ResourceStore store() {
            return store;
        }

        @Override
        public ResourceStore reopen() {
            store.close();
            etcd.kill();
            etcd.startAgain();
            store = connect(etcd);
            return store;
        }

        @Override
        public void compact(Revision upTo) {
            try (Client client = Client.builder().endpoints(etcd.endpoint()).build()) {
                client.getKVClient().compact(upTo.value()).join();
            }
        }

        @Override
        public void close() {
            store.close();
            etcd.close();
        }
    }

    static EtcdStore connect(EtcdProcess etcd) {
        return EtcdStore.connect(List.of(etcd.endpoint()), InstantSource.system(), PATIENCE);
    }

    @BeforeEach
    void open() {
        fixture = new EtcdFixture();
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
    void theLimitsOfOurOwnEtcdAreThoseWeSetUp() {
        assertThat(fixture.store.limits()).isEqualTo(TransactionLimits.DEFAULT);
    }

    @Test
    void theLimitsOfAForeignEtcdAreFoundAndNamed() {
        try (EtcdProcess foreign = EtcdProcess.start(List.of());
                EtcdStore store = connect(foreign)) {
            assertThat(store.limits()).isEqualTo(new TransactionLimits(128, 3 << 19));

            Write[] most = new Write[127];
            for (int i = 0; i < most.length; i++) {
                most[i] = put(key("p" + i), "v");
            }
            committed(store, most);
            Write[] more = new Write[128];
            for (int i = 0; i < more.length; i++) {
                more[i] = put(key("q" + i), "v");
            }
            assertThat(commit(store, more))
                    .isInstanceOfSatisfying(
                            CommitResult.TooLarge.class,
                            refused -> assertThat(refused.limit()).contains("at most 128 operations"));
            committed(store, put(A, "x".repeat((3 << 19) - 2_000)));
            assertThat(commit(store, put(B, "x".repeat(3 << 19))))
                    .isInstanceOfSatisfying(
                            CommitResult.TooLarge.class,
                            refused -> assertThat(refused.limit()).contains("at most 1572864 bytes"));
            assertThat(list(store, Kind.POLICY)).hasSize(128);
        }
    }

    @Test
    void whatRaisesTheRevisionOtherwiseIsNoCommit() {
        Revision before = committed(fixture.store, put(A, "1"));
        try (Client client = Client.builder().endpoints(fixture.etcd.endpoint()).build()) {
            client.getKVClient()
                    .put(Keys.bytes("somebody-else"), Keys.bytes(""))
                    .join();
        }
        Revision between = new Revision(before.value() + 1);
        assertThat(fixture.store.read(Set.of()).revision()).isEqualTo(between);
        assertThat(fixture.store.list(null, _ -> {}).newest().revision()).isEqualTo(before);
        assertThat(fixture.store.commitAt(between)).isEqualTo(new CommitAt.NoCommit());

        Revision after = committed(fixture.store, put(A, "2"));

        assertThat(fixture.store.commitAt(between)).isEqualTo(new CommitAt.NoCommit());
        fixture.compact(after);
        assertThat(fixture.store.commitAt(between)).isInstanceOf(CommitAt.Compacted.class);
    }

    @Test
    void aPageLargerThanAMessageIsReadInSmallerOnes() {
        for (int i = 0; i < 17; i++) {
            committed(
                    fixture.store,
                    put(key("p%02d".formatted(i)), Integer.toString(i % 10).repeat(4 << 20)));
        }
        assertThat(list(fixture.store, Kind.POLICY).stream()
                        .map(stored -> stored.key().path()))
                .hasSize(17)
                .isSorted();
    }
}
