package io.ringfence.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.selector.Selector;
import io.ringfence.testkit.GenerateLabels;
import io.ringfence.testkit.Laws;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SelectorLawTest {
    @Test
    void theCanonicalTextReadsAsTheSameSelector() {
        Laws.forAll(600, random -> {
            Selector selector = Selector.of(GenerateLabels.expression(random, 4));

            Selector again = Selector.of(selector.canonical());

            assertThat(again).isEqualTo(selector);
            assertThat(again.root()).isEqualTo(selector.root());
            assertThat(again.uniqueId()).isEqualTo(selector.uniqueId());
        });
    }

    @Test
    void groupsAndNegationsMeanWhatLogicSays() {
        Laws.forAll(400, random -> {
            String a = "(" + GenerateLabels.expression(random, 2) + ")";
            String b = "(" + GenerateLabels.expression(random, 2) + ")";
            String c = "(" + GenerateLabels.expression(random, 2) + ")";

            assertSame(random, "!(" + a + "&&" + b + ")", "!" + a + " || !" + b);
            assertSame(random, "!!" + a, a);
            assertSame(random, a + "||" + b + "&&" + c, a + "|| (" + b + "&&" + c + ")");
            assertSame(random, a + "&&" + b + "||" + c, "(" + a + "&&" + b + ") ||" + c);
            assertSame(random, a + "&&" + b, b + "&&" + a);
        });
    }

    private static void assertSame(Random random, String one, String other) {
        Map<String, String> labels = GenerateLabels.labels(random);
        assertThat(Selector.of(one).matches(labels))
                .as("%s and %s for %s", one, other, labels)
                .isEqualTo(Selector.of(other).matches(labels));
    }
}
