package io.ringfence.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.gateway.request.StoreAnswer.Outcome;
import io.ringfence.gateway.request.StoreAnswer.Reason;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SkipsTest {
    private static final ResourceKey A = ResourceKey.of(Kind.TIER, "a");
    private static final ResourceKey B = ResourceKey.of(Kind.TIER, "b");
    private static final ResourceKey C = ResourceKey.of(Kind.TIER, "c");

    private static final Transaction WHOLE = new Transaction(Stream.of(A, B, C)
            .map(key -> new Operation(Verb.DELETE, key, null, null))
            .toList());

    private static Reason reason(int operation, String reason) {
        return new Reason(operation, null, null, null, reason, reason);
    }

    @Test
    void leavesOutWhatNeedsNotBeDoneAndPutsTheOutcomesInOrder() {
        Skips skips = new Skips(WHOLE, "absent");
        assertThat(skips.skip(List.of(reason(1, "absent")))).isTrue();
        assertThat(skips.remaining().operations()).extracting(Operation::key).containsExactly(A, C);
        assertThat(skips.skip(List.of(reason(1, "absent")))).isTrue();
        assertThat(skips.remaining().operations()).extracting(Operation::key).containsExactly(A);
        assertThat(skips.merge(List.of(new Outcome(A, "deleted"))))
                .containsExactly(new Outcome(A, "deleted"), new Outcome(B, "skipped"), new Outcome(C, "skipped"));
    }

    @Test
    void otherReasonsAreNotSkippedAndAreCountedAsTheClientCounts() {
        Skips skips = new Skips(WHOLE, "absent");
        skips.skip(List.of(reason(0, "absent")));
        assertThat(skips.skip(List.of(reason(1, "reference"), reason(-1, "absent"))))
                .isFalse();
        StoreAnswer.Refused refused =
                skips.renumber(new StoreAnswer.Refused(422, "no", List.of(reason(1, "reference"))));
        assertThat(refused.reasons()).extracting(Reason::operation).containsExactly(2);
    }

    @Test
    void withoutAReasonToSkipNothingIsSkipped() {
        assertThat(new Skips(WHOLE, "").skip(List.of(reason(0, "absent"), reason(1, ""))))
                .isFalse();
    }
}
