package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.election.CampaignResponse;
import io.etcd.jetcd.lease.LeaseKeepAliveResponse;
import io.etcd.jetcd.support.CloseableClient;
import io.grpc.stub.StreamObserver;
import io.ringfence.store.commit.ResourceStore.CampaignListener;
import io.ringfence.store.commit.ResourceStore.Candidacy;
import io.ringfence.store.commit.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Campaigns with a lease, and again with a new one when it ends, on a virtual thread of its own. */
final class EtcdCandidacy implements Candidacy {
    private static final Logger LOG = LoggerFactory.getLogger(EtcdCandidacy.class);

    /** A leader that dies is replaced after at most this long and a moment. */
    private static final long LEASE_SECONDS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(300);

    private final Client client;
    private final CampaignListener listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final Thread thread = Thread.ofVirtual().name("etcd-candidacy").unstarted(this::run);

    EtcdCandidacy(Client client, CampaignListener listener) {
        this.client = client;
        this.listener = listener;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                try {
                    term();
                } catch (StoreUnavailableException e) {
                    LOG.info("the campaign waits: {}", e.getMessage());
                }
                closing.await(BEFORE_AGAIN.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void term() throws InterruptedException {
        long lease = EtcdCalls.await(
                        client.getLeaseClient().grant(LEASE_SECONDS, PATIENCE.toSeconds(), TimeUnit.SECONDS), PATIENCE)
                .getID();
        CompletableFuture<Void> expired = new CompletableFuture<>();
        try (CloseableClient _ = client.getLeaseClient().keepAlive(lease, new Renewals(expired))) {
            CompletableFuture<CampaignResponse> campaign =
                    client.getElectionClient().campaign(Keys.ELECTION, lease, Keys.bytes("policy-store"));
            CompletableFuture.anyOf(campaign, expired, closed).get();
            if (expired.isDone() || closed.isDone()) {
                campaign.cancel(true);
                return;
            }
            listener.elected();
            CompletableFuture.anyOf(expired, closed).get();
            if (!closed.isDone()) {
                listener.lost();
            }
        } catch (ExecutionException e) {
            throw new StoreUnavailableException("etcd: " + EtcdCalls.cause(e).getMessage(), e);
        } finally {
            resign(lease);
        }
    }

    /** The lease takes the candidate's key with it. If etcd is not there, the lease runs out by itself. */
    private void resign(long lease) {
        try {
            EtcdCalls.await(client.getLeaseClient().revoke(lease), PATIENCE);
        } catch (StoreUnavailableException e) {
            LOG.debug("the lease was not given back", e);
        }
    }

    /** jetcd completes this when the lease has run out, by its own clock if etcd is silent. */
    private record Renewals(CompletableFuture<Void> expired) implements StreamObserver<LeaseKeepAliveResponse> {
        @Override
        public void onNext(LeaseKeepAliveResponse response) {
            if (response.getTTL() <= 0) {
                expired.complete(null);
            }
        }

        @Override
        public void onError(Throwable error) {
            expired.complete(null);
        }

        @Override
        public void onCompleted() {
            expired.complete(null);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        closed.complete(null);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
