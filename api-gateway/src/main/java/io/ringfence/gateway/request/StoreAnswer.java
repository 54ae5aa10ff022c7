package io.ringfence.gateway.request;

import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a transaction. */
public sealed interface StoreAnswer {

    /** What is known if it was a dry run: without an answer too, nothing was stored. */
    default StoreAnswer ofDryRun() {
        return this instanceof Unknown(String detail) ? new Unavailable(detail) : this;
    }

    /** The operations hold, or would. */
    sealed interface Accepted extends StoreAnswer {
        /** One for each operation, in its order. */
        List<Outcome> outcomes();
    }

    /** All operations would hold; it was a dry run, so nothing was stored and there is no revision. */
    record Judged(List<Outcome> outcomes) implements Accepted {
        public Judged {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** All operations hold as of a revision. */
    record Committed(Revision revision, List<Outcome> outcomes) implements Accepted {
        public Committed {
            outcomes = List.copyOf(outcomes);
        }

        /** Whether anything was written: only then the revision is of this transaction. */
        public boolean hasChanged() {
            return outcomes.stream().anyMatch(outcome -> !outcome.result().equals("unchanged"));
        }
    }

    /**
     * Nothing was stored, and the store says why.
     *
     * @param status 4xx
     */
    record Refused(int status, String detail, List<Reason> reasons) implements StoreAnswer {
        public Refused {
            reasons = List.copyOf(reasons);
        }

        /** Whether this is the reason for every operation that was refused. */
        public boolean isFor(String reason) {
            return !reasons.isEmpty()
                    && reasons.stream()
                            .allMatch(each ->
                                    each.operation() >= 0 && each.reason().equals(reason));
        }
    }

    /** Nothing was stored, because no store can do so now. */
    record Unavailable(String detail) implements StoreAnswer {}

    /** The transaction was sent and no answer came: it may or may not have been stored. */
    record Unknown(String detail) implements StoreAnswer {}

    /**
     * What an operation came to.
     *
     * @param result {@code created}, {@code updated}, {@code deleted} or {@code unchanged}
     */
    record Outcome(ResourceKey key, String result) {}

    /**
     * Why an operation was refused.
     *
     * @param operation its index in the transaction; -1 when the reason is about the whole
     */
    record Reason(
            int operation,
            @Nullable String key,
            @Nullable String field,
            @Nullable String value,
            String reason,
            String message) {

        /** The same reason for an operation that is counted differently. */
        public Reason ofOperation(int index) {
            return new Reason(index, key, field, value, reason, message);
        }
    }
}
