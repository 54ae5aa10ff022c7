package io.ringfence.store.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore.CommitAt;
import io.ringfence.store.commit.ResourceStore.CommitResult;
import io.ringfence.store.commit.ResourceStore.CommitResult.Committed;
import io.ringfence.store.commit.ResourceStore.CommitResult.GuardFailed;
import io.ringfence.store.decide.Entry;
import io.ringfence.store.decide.Guard;
import io.ringfence.store.decide.State;
import io.ringfence.store.decide.StoreKey;
import io.ringfence.store.decide.StoreKey.OfResource;
import io.ringfence.store.decide.StoreKey.TierReferences;
import io.ringfence.store.decide.Transaction;
import io.ringfence.store.decide.Value;
import io.ringfence.store.decide.Write;
import io.ringfence.store.history.Change;
import io.ringfence.store.history.Commit;
import io.ringfence.store.history.RevisionChanges;
import io.ringfence.store.history.StoredResource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store keeps to. */
public interface StoreContract {
    OfResource A = key("a");
    OfResource B = key("b");
    OfResource C = key("c");

    /** Of the running test; empty at first. */
    StoreFixture fixture();

    static OfResource key(String policy) {
        return new OfResource(ResourceKey.of(Kind.POLICY, policy));
    }

    static Value value(String text) {
        return Value.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Write put(StoreKey key, String value) {
        return new Write.Put(key, value(value));
    }

    static Write remove(StoreKey key) {
        return new Write.Remove(key);
    }

    /** Guards every key as the store has it. */
    static CommitResult commit(ResourceStore store, Write... writes) {
        return store.commit(transaction(store, writes));
    }

    private static Transaction transaction(ResourceStore store, Write... writes) {
        State state = store.read(Arrays.stream(writes).map(Write::key).collect(Collectors.toSet()));
        List<Guard> guards = Arrays.stream(writes)
                .map(write -> new Guard(write.key(), state.modified(write.key())))
                .toList();
        return new Transaction(state.revision(), guards, List.of(writes));
    }

    static Revision committed(ResourceStore store, Write... writes) {
        CommitResult result = commit(store, writes);
        assertThat(result).isInstanceOf(Committed.class);
        return ((Committed) result).revision();
    }

    static List<StoredResource> list(ResourceStore store, @Nullable Kind kind) {
        List<StoredResource> all = new ArrayList<>();
        store.list(kind, all::addAll);
        return all;
    }

    private State read(StoreKey... keys) {
        return fixture().store().read(Set.of(keys));
    }

    @Test
    default void whatIsCommittedIsReadWithItsRevision() {
        Revision revision = committed(fixture().store(), put(A, "1"));

        State state = read(A, B);

        assertThat(state.entry(A)).contains(new Entry(value("1"), revision));
        assertThat(state.entry(B)).isEmpty();
        assertThat(state.revision()).isGreaterThanOrEqualTo(revision);
    }

    @Test
    default void writesOfOneTransactionShareARevisionAndRevisionsGrow() {
        Revision first = committed(fixture().store(), put(A, "1"), put(B, "1"));
        Revision second = committed(fixture().store(), put(A, "2"), remove(B), put(C, "1"));

        State state = read(A, B, C);

        assertThat(second).isGreaterThan(first);
        assertThat(state.modified(A)).isEqualTo(second);
        assertThat(state.modified(B)).isEqualTo(Revision.NONE);
        assertThat(state.modified(C)).isEqualTo(second);
    }

    @Test
    default void oneFailedGuardStopsTheWholeTransaction() {
        ResourceStore store = fixture().store();
        Revision revision = committed(store, put(A, "1"));

        CommitResult exists = store.commit(new Transaction(
                revision,
                List.of(new Guard(B, Revision.NONE), new Guard(A, Revision.NONE)),
                List.of(put(B, "x"), put(A, "x"))));
        CommitResult gone =
                store.commit(new Transaction(revision, List.of(new Guard(B, revision)), List.of(put(B, "x"))));
        CommitResult guardOnly = store.commit(new Transaction(
                revision, List.of(new Guard(B, Revision.NONE), new Guard(C, revision)), List.of(put(B, "x"))));

        assertThat(List.of(exists, gone, guardOnly)).containsOnly(new GuardFailed());
        State state = read(A, B);
        assertThat(state.entry(A)).contains(new Entry(value("1"), revision));
        assertThat(state.entry(B)).isEmpty();
    }

    @Test
    default void aTransactionCommitsAtMostOnceHoweverOftenItIsSent() {
        ResourceStore store = fixture().store();
        Transaction create =
                new Transaction(read(A).revision(), List.of(new Guard(A, Revision.NONE)), List.of(put(A, "1")));

        assertThat(store.commit(create)).isInstanceOf(Committed.class);
        assertThat(store.commit(create)).isEqualTo(new GuardFailed());
    }

    @Test
    default void ofRivalsForOneRevisionExactlyOneWins() throws Exception {
        ResourceStore store = fixture().store();
        int rounds = 8;
        ConcurrentLinkedQueue<Revision> wins = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> rivals = new ArrayList<>();
            for (int rival = 0; rival < 8; rival++) {
                String name = "rival " + rival;
                rivals.add(threads.submit(() -> {
                    int own = 0;
                    while (own < rounds) {
                        if (commit(store, put(A, name + own)) instanceof Committed(Revision revision, var _)) {
                            wins.add(revision);
                            own++;
                        }
                    }
                }));
            }
            for (Future<?> rival : rivals) {
                rival.get();
            }
        }
        assertThat(wins).hasSize(8 * rounds).doesNotHaveDuplicates();
    }

    @Test
    default void listIsWholeSortedAndPaged() {
        ResourceStore store = fixture().store();
        Revision last = Revision.NONE;
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            writes.add(put(key("p%05d".formatted(i)), "v" + i));
        }
        for (int from = 0; from < writes.size(); from += 500) {
            last = committed(store, writes.subList(from, from + 500).toArray(Write[]::new));
        }
        OfResource node = new OfResource(ResourceKey.of(Kind.NODE, "n"));
        Revision nodeRevision = committed(store, put(node, "n"), put(new TierReferences("t"), ""));

        List<Integer> pages = new ArrayList<>();
        ResourceStore.Listing listing = store.list(Kind.POLICY, page -> pages.add(page.size()));

        assertThat(pages).containsExactly(1_000, 1_000, 500);
        assertThat(listing.revision()).isGreaterThanOrEqualTo(nodeRevision);
        assertThat(listing.newest().revision()).isEqualTo(nodeRevision);
        assertThat(listing.newest().time()).isAfter(Instant.EPOCH);
        List<StoredResource> policies = list(store, Kind.POLICY);
        assertThat(policies).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));
        assertThat(policies.getLast())
                .isEqualTo(new StoredResource(key("p02499").resource(), value("v2499"), last));
        assertThat(list(store, null))
                .hasSize(2_501)
                .contains(new StoredResource(node.resource(), value("n"), nodeRevision));
        assertThat(list(store, Kind.TIER)).isEmpty();
    }

    @Test
    default void anEmptyStoreListsNothing() {
        List<StoredResource> listed = new ArrayList<>();

        ResourceStore.Listing listing = fixture().store().list(null, listed::addAll);

        assertThat(listed).isEmpty();
        assertThat(listing.newest()).isEqualTo(Commit.NONE);
    }

    @Test
    default void theHistoryKnowsWhichRevisionsAreCommitsAndWhen() {
        ResourceStore store = fixture().store();
        assertThat(store.commitAt(new Revision(1))).isEqualTo(new CommitAt.NoCommit());
        assertThat(store.commitAt(new Revision(1_000))).isEqualTo(new CommitAt.NoCommit());

        List<Committed> commits = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            commits.add((Committed) commit(store, i == 2 ? remove(A) : put(A, "v" + i)));
        }
        Commit newest =
                new Commit(commits.getLast().revision(), commits.getLast().time());
        for (Committed each : commits) {
            assertThat(store.commitAt(each.revision())).isEqualTo(new CommitAt.Known(each.time()));
        }
        assertThat(store.commitAt(new Revision(newest.revision().value() + 1))).isEqualTo(new CommitAt.NoCommit());
        assertThat(store.list(null, _ -> {}).newest()).isEqualTo(newest);

        fixture().compact(commits.get(1).revision());
        ResourceStore reopened = fixture().reopen();

        assertThat(reopened.commitAt(commits.get(0).revision())).isEqualTo(new CommitAt.Compacted(newest));
        assertThat(reopened.commitAt(commits.get(2).revision()))
                .isEqualTo(new CommitAt.Known(commits.get(2).time()));
        fixture().compact(newest.revision());
        assertThat(reopened.commitAt(commits.get(2).revision())).isEqualTo(new CommitAt.Compacted(newest));
        assertThat(reopened.commitAt(newest.revision())).isEqualTo(new CommitAt.Known(newest.time()));
        assertThat(reopened.list(null, _ -> {}).newest()).isEqualTo(newest);
        assertThat(reopened.commitAt(new Revision(newest.revision().value() + 1)))
                .isEqualTo(new CommitAt.NoCommit());
    }

    @Test
    default void aWatchTellsWholeRevisionsInOrderWithTheirCommitTime() throws Exception {
        ResourceStore store = fixture().store();
        Revision before = committed(store, put(A, "0"));
        Follower follower = new Follower(before);
        try (ResourceStore.Watch _ = store.watch(before, follower)) {
            CommitResult created = commit(store, put(B, "1"), put(A, "1"));
            committed(store, remove(B));
            committed(store, put(B, "2"));

            List<RevisionChanges> told = follower.next(3);

            assertThat(told.get(0).revision()).isEqualTo(((Committed) created).revision());
            assertThat(told.get(0).time()).isEqualTo(((Committed) created).time());
            assertThat(told.get(0).changes())
                    .containsExactlyInAnyOrder(
                            new Change.Put(B.resource(), value("1"), true),
                            new Change.Put(A.resource(), value("1"), false));
            assertThat(told.get(1).changes()).containsExactly(new Change.Removed(B.resource()));
            assertThat(told.get(2).changes()).containsExactly(new Change.Put(B.resource(), value("2"), true));
        }
    }

    @Test
    default void aWatchFromThePastMissesNothingWhileWritesGoOn() throws Exception {
        ResourceStore store = fixture().store();
        Revision before = committed(store, put(A, "start"));
        List<Revision> written = new ArrayList<>();
        for (int i = 0; i < 1_050; i++) {
            written.add(committed(store, put(A, "past " + i)));
        }
        Follower follower = new Follower(before);
        try (ResourceStore.Watch _ = store.watch(before, follower)) {
            for (int i = 0; i < 50; i++) {
                written.add(committed(store, put(A, "live " + i)));
            }
            assertThat(follower.next(written.size()).stream().map(RevisionChanges::revision))
                    .isEqualTo(written);
        }
    }

    @Test
    default void aClosedWatchIsSilent() throws Exception {
        ResourceStore store = fixture().store();
        Revision before = committed(store, put(A, "0"));
        Follower follower = new Follower(before);
        store.watch(before, follower).close();
        Follower witness = new Follower(before);
        try (ResourceStore.Watch _ = store.watch(before, witness)) {
            committed(store, put(A, "1"));
            witness.next(1);
        }
        assertThat(follower.isQuiet()).isTrue();
    }

    @Test
    default void aWatchFromForgottenHistorySaysSo() throws Exception {
        ResourceStore store = fixture().store();
        Revision first = committed(store, put(A, "1"));
        Revision second = committed(store, put(A, "2"));
        Revision third = committed(store, put(A, "3"));
        fixture().compact(second);

        Follower tooEarly = new Follower(Revision.NONE);
        try (ResourceStore.Watch _ = store.watch(new Revision(first.value() - 1), tooEarly)) {
            tooEarly.awaitCompacted();
        }
        Follower atTheEdge = new Follower(second);
        try (ResourceStore.Watch _ = store.watch(second, atTheEdge)) {
            assertThat(atTheEdge.next(1).getFirst().revision()).isEqualTo(third);
        }
        assertThat(read(A).entry(A)).contains(new Entry(value("3"), third));
    }

    @Test
    default void everythingIsThereAfterAReopening() throws Exception {
        Revision first = committed(fixture().store(), put(A, "1"), put(B, "1"));
        Revision second = committed(fixture().store(), remove(B));

        ResourceStore reopened = fixture().reopen();

        State state = reopened.read(Set.of(A, B));
        assertThat(state.entry(A)).contains(new Entry(value("1"), first));
        assertThat(state.entry(B)).isEmpty();
        Follower follower = new Follower(first);
        try (ResourceStore.Watch _ = reopened.watch(first, follower)) {
            Revision third = committed(reopened, put(C, "1"));
            assertThat(follower.next(2).stream().map(RevisionChanges::revision)).containsExactly(second, third);
        }
    }

    @Test
    default void aTransactionAtTheLimitIsTakenAndAboveItRefusedByName() {
        ResourceStore store = fixture().store();
        Write[] most = new Write[9_999];
        for (int i = 0; i < most.length; i++) {
            most[i] = put(key("p" + i), "v");
        }
        committed(store, most);
        assertThat(list(store, Kind.POLICY)).hasSize(9_999);

        Write[] more = Arrays.copyOf(most, 10_000);
        more[9_999] = put(key("one-too-many"), "v");
        assertThat(commit(store, more))
                .isInstanceOfSatisfying(
                        CommitResult.TooLarge.class,
                        refused -> assertThat(refused.limit()).contains("10000 operations"));
        Write tooLong = put(A, "x".repeat(9 << 20));
        assertThat(commit(store, tooLong))
                .isInstanceOfSatisfying(
                        CommitResult.TooLarge.class,
                        refused -> assertThat(refused.limit()).contains("bytes"));
        assertThat(read(A).entry(A)).isEmpty();
        Write atTheLimit = put(A, "x".repeat(4 << 20));
        committed(store, atTheLimit);

        for (CommitResult refused : List.of(commit(store, more), commit(store, tooLong))) {
            String limit = ((CommitResult.TooLarge) refused).limit();
            assertThat(store.tooLarge(transaction(store, limit.contains("bytes") ? new Write[] {tooLong} : more)))
                    .contains(limit);
        }
        assertThat(store.tooLarge(transaction(store, most))).isEmpty();
        assertThat(store.tooLarge(transaction(store, atTheLimit))).isEmpty();
    }

    @Test
    default void judgingASizeWritesNothing() {
        ResourceStore store = fixture().store();
        Revision before = committed(store, put(A, "1"));

        assertThat(store.tooLarge(transaction(store, put(A, "2"), put(B, "1")))).isEmpty();

        assertThat(read(A, B).entry(A)).contains(new Entry(value("1"), before));
        assertThat(read(A, B).entry(B)).isEmpty();
        assertThat(store.list(null, _ -> {}).newest().revision()).isEqualTo(before);
    }

    @Test
    default void aLoneCandidateIsElectedSoon() throws Exception {
        var elected = new CountDownLatch(1);
        try (ResourceStore.Candidacy _ = fixture().store().campaign(new ResourceStore.CampaignListener() {
            @Override
            public void elected() {
                elected.countDown();
            }

            @Override
            public void lost() {}
        })) {
            assertThat(elected.await(Duration.ofSeconds(10).toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
