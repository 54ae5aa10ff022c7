package io.ringfence.calicoctl.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BatchesTest {
    private static List<Resource> sets(int count) {
        List<Resource> sets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sets.add(new NetworkSet("set-" + i, Map.of(), List.of()));
        }
        return sets;
    }

    @Test
    void batchesTogetherAreTheFileInItsOrder() {
        for (int count : new int[] {1, 99, 100, 101, 250}) {
            List<Resource> sets = sets(count);
            List<List<Resource>> batches = Batches.of(sets, set -> 10);
            assertThat(batches.stream().flatMap(List::stream).toList()).isEqualTo(sets);
            assertThat(batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 100));
        }
    }

    @Test
    void aBatchIsNotLargerThanAStoreTakesUnlessOneResourceIs() {
        List<List<Resource>> batches = Batches.of(sets(5), set -> 600 * 1024);
        assertThat(batches).hasSize(5);
        assertThat(Batches.of(sets(1), set -> Integer.MAX_VALUE)).hasSize(1);
        assertThat(Batches.of(List.of(), set -> 1)).isEmpty();
    }

    @Test
    void textsNameTheKindWhereThereIsOne() {
        List<Kind> policies = List.of(Kind.POLICY, Kind.POLICY, Kind.POLICY);
        List<Kind> mixed = List.of(Kind.POLICY, Kind.PROFILE);
        assertThat(WriteTexts.success(Operation.CREATE, policies))
                .isEqualTo("Successfully created 3 'policy' resource(s)");
        assertThat(WriteTexts.success(Operation.DELETE, mixed)).isEqualTo("Successfully deleted 2 resource(s)");
        assertThat(WriteTexts.failure(Operation.APPLY, List.of(Kind.NODE), "e"))
                .isEqualTo("Failed to apply 'node' resource: e");
        assertThat(WriteTexts.failure(Operation.REPLACE, policies, "e"))
                .isEqualTo("Failed to replace any 'policy' resources: e");
        assertThat(WriteTexts.failure(Operation.REPLACE, mixed, "e")).isEqualTo("Failed to replace any resources: e");
        assertThat(WriteTexts.partial(Operation.CREATE, policies, 1, "e"))
                .isEqualTo("Partial success: created the first 1 out of 3 'policy' resources:\nHit error: e");
        assertThat(WriteTexts.partial(Operation.CREATE, mixed, 1, "e"))
                .isEqualTo("Partial success: created the first 1 out of 2 resources:\nHit error: e");
    }
}
