package io.ringfence.store.commit.etcd;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.KeyValue;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.kv.TxnResponse;
import io.etcd.jetcd.op.Cmp;
import io.etcd.jetcd.op.CmpTarget;
import io.etcd.jetcd.op.Op;
import io.etcd.jetcd.options.DeleteOption;
import io.etcd.jetcd.options.PutOption;
import io.etcd.jetcd.options.WatchOption;
import io.etcd.jetcd.watch.WatchEvent;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore.CommitResult;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.decide.Guard;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.decide.Write;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Brings one transaction to an end. An answer that is lost leaves open whether etcd has carried it out, so it is looked for by its id; if
 * it is not there it is sent again, which is safe: its guards hold at most once.
 */
final class EtcdCommit {
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);

    private final Client client;
    private final Transaction transaction;
    private final Mark mark;
    private final Duration patience;
    private final long deadline;

    /**
     * One commit.
     *
     * @param patience for all of it
     */
    EtcdCommit(Client client, Transaction transaction, InstantSource clock, Duration patience) {
        this.client = client;
        this.transaction = transaction;
        this.mark = new Mark(clock.instant(), UUID.randomUUID().toString());
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    CommitResult run() {
        try {
            return answer(send());
        } catch (StoreUnavailableException e) {
            if (EtcdCalls.isTooLarge(e)) {
                return new CommitResult.TooLarge(String.valueOf(e.getMessage()));
            }
            if (EtcdCalls.isRefusal(e)) {
                return new CommitResult.Unavailable(String.valueOf(e.getMessage()));
            }
            return resolve(e);
        }
    }

    /** From now on an attempt may have been carried out, or may still be. */
    private CommitResult resolve(StoreUnavailableException first) {
        while (!Thread.currentThread().isInterrupted() && left().compareTo(BETWEEN_ATTEMPTS) > 0) {
            try {
                TimeUnit.NANOSECONDS.sleep(BETWEEN_ATTEMPTS.toNanos());
                Optional<Revision> found = find();
                if (found.isPresent()) {
                    return new CommitResult.Committed(found.get(), mark.time());
                }
                TxnResponse again = send();
                if (again.isSucceeded()) {
                    return answer(again);
                }
                // The first attempt may have been carried out between the search and now; if not, its guards fail as
                // these did.
                return find().<CommitResult>map(revision -> new CommitResult.Committed(revision, mark.time()))
                        .orElse(new CommitResult.GuardFailed());
            } catch (StoreUnavailableException e) {
                if (EtcdCalls.isCompacted(e)) {
                    break;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return new CommitResult.Unknown(String.valueOf(first.getMessage()));
    }

    private CommitResult answer(TxnResponse response) {
        return response.isSucceeded()
                ? new CommitResult.Committed(new Revision(response.getHeader().getRevision()), mark.time())
                : new CommitResult.GuardFailed();
    }

    private TxnResponse send() {
        List<Guard> guards = transaction.guards();
        Cmp[] conditions = new Cmp[guards.size()];
        for (int i = 0; i < conditions.length; i++) {
            Guard guard = guards.get(i);
            conditions[i] = new Cmp(
                    Keys.of(guard.key()),
                    Cmp.Op.EQUAL,
                    CmpTarget.modRevision(guard.modified().value()));
        }
        List<Write> writes = transaction.writes();
        Op[] operations = new Op[writes.size() + 1];
        for (int i = 0; i < writes.size(); i++) {
            operations[i] = switch (writes.get(i)) {
                case Write.Put(var key, var value) ->
                    Op.put(Keys.of(key), ByteSequence.from(value.bytes()), PutOption.DEFAULT);
                case Write.Remove(var key) -> Op.delete(Keys.of(key), DeleteOption.DEFAULT);
            };
        }
        operations[writes.size()] = Op.put(Keys.COMMIT, mark.encode(), PutOption.DEFAULT);
        return EtcdCalls.await(
                client.getKVClient().txn().If(conditions).Then(operations).commit(), attemptPatience());
    }

    /** The revision that this transaction has, if it has one by now. */
    private Optional<Revision> find() {
        List<KeyValue> newest =
                EtcdCalls.await(client.getKVClient().get(Keys.COMMIT), left()).getKvs();
        if (newest.isEmpty()
                || newest.getFirst().getModRevision() <= transaction.base().value()) {
            return Optional.empty();
        }
        KeyValue last = newest.getFirst();
        return isOurs(last)
                ? Optional.of(new Revision(last.getModRevision()))
                : findAmongMarksUpTo(last.getModRevision());
    }

    /** Others have committed since, so the mark's history is searched. */
    private Optional<Revision> findAmongMarksUpTo(long newest) {
        CompletableFuture<Optional<Revision>> found = new CompletableFuture<>();
        WatchOption since = WatchOption.builder()
                .withRevision(transaction.base().value() + 1)
                .build();
        try (Watch.Watcher _ = client.getWatchClient()
                .watch(
                        Keys.COMMIT,
                        since,
                        Watch.listener(
                                response -> {
                                    for (WatchEvent event : response.getEvents()) {
                                        long revision = event.getKeyValue().getModRevision();
                                        if (isOurs(event.getKeyValue())) {
                                            found.complete(Optional.of(new Revision(revision)));
                                        } else if (revision >= newest) {
                                            found.complete(Optional.empty());
                                        }
                                    }
                                },
                                found::completeExceptionally))) {
            return EtcdCalls.await(found, left());
        }
    }

    private boolean isOurs(KeyValue kv) {
        return Mark.decode(kv.getValue())
                .map(found -> found.id().equals(mark.id()))
                .orElse(false);
    }

    /** One attempt leaves time to find out what became of it. */
    private Duration attemptPatience() {
        Duration half = patience.dividedBy(2);
        return left().compareTo(half) < 0 ? left() : half;
    }

    private Duration left() {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        return left.isNegative() ? Duration.ZERO : left;
    }
}
