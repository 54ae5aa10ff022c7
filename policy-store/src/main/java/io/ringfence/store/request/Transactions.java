package io.ringfence.store.request;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.commit.ResourceStore;
import io.ringfence.store.commit.ResourceStore.CommitResult;
import io.ringfence.store.commit.StoreUnavailableException;
import io.ringfence.store.decide.Decider;
import io.ringfence.store.decide.Decision;
import io.ringfence.store.decide.Operation;
import io.ringfence.store.decide.Outcome;
import io.ringfence.store.decide.Refusal;
import io.ringfence.store.decide.State;
import io.ringfence.store.decide.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads, decides, commits; again when somebody else was faster. A dry run ends before the commit. Blocks; any number of threads at once.
 */
final class Transactions {
    /**
     * How often a request is decided anew because a key changed under it. Each time somebody else's write went through, so this many in a
     * row means that many rivals for the same keys; the client is told that they are contended.
     */
    private static final int ATTEMPTS = 64;

    private final ResourceStore store;

    Transactions(ResourceStore store) {
        this.store = store;
    }

    /** What became of a request. */
    sealed interface Answer {
        /**
         * All operations hold.
         *
         * @param revision the commit's; when nothing was written, the newest revision that wrote any of the resources
         * @param time of the commit; null when nothing was written
         */
        record Done(Revision revision, @Nullable Instant time, List<Outcome> outcomes) implements Answer {}

        /** All operations would hold. Nothing was written, so there is no revision to name. */
        record Judged(List<Outcome> outcomes) implements Answer {}

        record Refused(List<Refusal> refusals) implements Answer {}

        record TooLarge(String limit) implements Answer {}

        /** Nothing was written: others kept changing the same resources. */
        record Contended() implements Answer {}

        /** Nothing was written. */
        record Unavailable(String reason) implements Answer {}

        /** It may have been written. */
        record Unknown(String reason) implements Answer {}
    }

    Answer execute(List<Operation> operations) {
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                State state = store.read(Decider.concerned(operations));
                Answer answer = switch (decide(operations, state)) {
                    case Decision.Refused(List<Refusal> refusals) -> new Answer.Refused(refusals);
                    case Decision.Accepted(Transaction transaction, List<Outcome> outcomes) ->
                        transaction.writes().isEmpty()
                                ? new Answer.Done(newest(state, outcomes), null, outcomes)
                                : commit(transaction, outcomes);
                };
                if (!(answer instanceof Answer.Contended)) {
                    return answer;
                }
            }
            return new Answer.Contended();
        } catch (StoreUnavailableException e) {
            return new Answer.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What {@link #execute} would answer, without the commit. It holds nothing back, so it speaks of the moment at which it read: what
     * others write meanwhile may let the real request come out differently.
     */
    Answer judge(List<Operation> operations) {
        try {
            return switch (decide(operations, store.read(Decider.concerned(operations)))) {
                case Decision.Refused(List<Refusal> refusals) -> new Answer.Refused(refusals);
                case Decision.Accepted(Transaction transaction, List<Outcome> outcomes) -> judge(transaction, outcomes);
            };
        } catch (StoreUnavailableException e) {
            return new Answer.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    /** Without writes there would be no commit, and nothing to be too large. */
    private Answer judge(Transaction transaction, List<Outcome> outcomes) {
        Optional<String> tooLarge = transaction.writes().isEmpty() ? Optional.empty() : store.tooLarge(transaction);
        return tooLarge.<Answer>map(Answer.TooLarge::new).orElseGet(() -> new Answer.Judged(outcomes));
    }

    private Decision decide(List<Operation> operations, State state) {
        return Decider.decide(operations, state, Decider.concernsAllPolicies(operations) ? policies() : List.of());
    }

    private Answer commit(Transaction transaction, List<Outcome> outcomes) {
        return switch (store.commit(transaction)) {
            case CommitResult.Committed(Revision revision, Instant time) -> new Answer.Done(revision, time, outcomes);
            case CommitResult.GuardFailed() -> new Answer.Contended();
            case CommitResult.TooLarge(String limit) -> new Answer.TooLarge(limit);
            case CommitResult.Unavailable(String reason) -> new Answer.Unavailable(reason);
            case CommitResult.Unknown(String reason) -> new Answer.Unknown(reason);
        };
    }

    /** Not the store's newest revision: that may be one which no event will ever carry, such as an election's. */
    private static Revision newest(State state, List<Outcome> outcomes) {
        return outcomes.stream()
                .flatMap(outcome -> state.resource(outcome.key()).stream())
                .map(entry -> entry.modified())
                .max(Revision::compareTo)
                .orElse(Revision.NONE);
    }

    private List<Policy> policies() {
        List<Policy> policies = new ArrayList<>();
        store.list(
                Kind.POLICY,
                page -> page.forEach(stored -> {
                    if (stored.value().resource() instanceof Policy policy) {
                        policies.add(policy);
                    }
                }));
        return policies;
    }
}
