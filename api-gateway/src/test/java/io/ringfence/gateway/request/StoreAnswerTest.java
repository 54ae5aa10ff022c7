package io.ringfence.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StoreAnswerTest {
    private static final List<StoreAnswer.Outcome> CREATED =
            List.of(new StoreAnswer.Outcome(ResourceKey.of(Kind.TIER, "t"), "created"));

    @Test
    void aDryRunWithoutAnAnswerHasStoredNothing() {
        assertThat(new StoreAnswer.Unknown("no answer").ofDryRun()).isEqualTo(new StoreAnswer.Unavailable("no answer"));
    }

    /** If a store should have written all the same, that is told and not hidden. */
    @Test
    void anAnswerToADryRunIsTakenAsItIs() {
        for (StoreAnswer answer : List.of(
                new StoreAnswer.Judged(CREATED),
                new StoreAnswer.Committed(new Revision(7), CREATED),
                new StoreAnswer.Refused(409, "exists", List.of()),
                new StoreAnswer.Unavailable("down"))) {
            assertThat(answer.ofDryRun()).isSameAs(answer);
        }
    }

    @Test
    void onlyTheTransactionOfADryRunSaysThatItIsOne() {
        Transaction transaction =
                new Transaction(List.of(new Operation(Verb.DELETE, ResourceKey.of(Kind.TIER, "t"), null, null)));
        assertThat(transaction.asDryRun(true).encode())
                .asString()
                .isEqualTo("{\"operations\":[{\"op\":\"delete\",\"key\":\"tier/t\"}],\"dryRun\":true}");
        assertThat(transaction.asDryRun(false)).isEqualTo(transaction);
        assertThat(transaction.encode()).asString().doesNotContain("dryRun");
        assertThat(transaction.asDryRun(true).without(Set.of()).dryRun()).isTrue();
    }
}
