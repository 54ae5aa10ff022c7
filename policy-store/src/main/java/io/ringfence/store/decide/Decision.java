package io.ringfence.store.decide;

import java.util.List;

/** The answer to a request on a given state. */
public sealed interface Decision {

    /**
     * To be committed; without writes when all operations are unchanged.
     *
     * @param outcomes one an operation, in the request's order
     */
    record Accepted(Transaction transaction, List<Outcome> outcomes) implements Decision {
        public Accepted {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Nothing happens.
     *
     * @param refusals never empty; in the request's order
     */
    record Refused(List<Refusal> refusals) implements Decision {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
