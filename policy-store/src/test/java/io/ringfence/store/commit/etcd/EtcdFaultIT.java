package io.ringfence.store.commit.etcd;

import static io.ringfence.store.commit.StoreContract.committed;
import static io.ringfence.store.commit.StoreContract.key;
import static io.ringfence.store.commit.StoreContract.put;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore.CampaignListener;
import io.ringfence.store.commit.ResourceStore.CommitResult;
import io.ringfence.store.decide.Guard;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.Transaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that do not come: etcd held still, as by a stalled disk or a cut network. */
final class EtcdFaultIT {
    private static final StoreKey A = key("a");

    private EtcdProcess etcd;
    private EtcdStore store;

    @BeforeEach
    void start() {
        etcd = EtcdProcess.start();
        store = EtcdStore.connect(List.of(etcd.endpoint()), InstantSource.system(), Duration.ofSeconds(4));
    }

    @AfterEach
    void stop() {
        store.close();
        etcd.close();
    }

    private Transaction create(StoreKey key) {
        return new Transaction(
                store.read(Set.of(key)).revision(), List.of(new Guard(key, Revision.NONE)), List.of(put(key, "1")));
    }

    @Test
    void anAnswerThatNeverComesIsAnUnknownOutcomeWithinTheBound() {
        committed(store, put(key("warm"), "1"));
        Transaction create = create(A);
        etcd.freeze();
        long began = System.nanoTime();

        assertThat(store.commit(create)).isInstanceOf(CommitResult.Unknown.class);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
        assertThat(store.isReachable()).isFalse();
        etcd.thaw();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(store::isReachable);
    }

    @Test
    void anAnswerThatIsLateIsFoundAgainAndTheWriteIsMadeOnce() throws Exception {
        committed(store, put(key("warm"), "1"));
        Transaction create = create(A);
        etcd.freeze();
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CommitResult> result = thread.submit(() -> store.commit(create));
            // Longer than one attempt, shorter than all of it: the first answer is given up, and the transaction looked
            // for.
            Awaitility.await()
                    .pollDelay(Duration.ofMillis(2_500))
                    .atMost(Duration.ofSeconds(3))
                    .until(() -> true);
            etcd.thaw();
            CommitResult known = result.get(20, TimeUnit.SECONDS);

            assertThat(known).isInstanceOf(CommitResult.Committed.class);
            assertThat(store.read(Set.of(A)).modified(A)).isEqualTo(((CommitResult.Committed) known).revision());
        }
    }

    @Test
    void aLeaderThatIsHeldStillLosesAndAnotherIsElectedOnceEtcdIsBack() {
        Election first = new Election();
        try (var _ = store.campaign(first)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> first.leading);
            etcd.freeze();
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> !first.leading);
            etcd.thaw();
            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> first.leading);
        }
        Election second = new Election();
        try (var _ = store.campaign(second)) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> second.leading);
        }
    }

    private static final class Election implements CampaignListener {
        private volatile boolean leading;

        @Override
        public void elected() {
            leading = true;
        }

        @Override
        public void lost() {
            leading = false;
        }
    }
}
