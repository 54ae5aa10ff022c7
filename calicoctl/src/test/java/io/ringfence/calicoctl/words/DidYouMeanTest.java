package io.ringfence.calicoctl.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DidYouMeanTest {
    private static final List<String> KNOWN = List.of("apply", "get", "profile", "--filename", "-R");

    @Test
    void oneSlipInThreeLettersIsForgiven() {
        for (String typed : List.of("aply", "appply", "appyl", "spply", "APPLY")) {
            assertThat(DidYouMean.nearest(typed, KNOWN)).as(typed).contains("apply");
        }
        assertThat(DidYouMean.nearest("gte", KNOWN)).contains("get");
        assertThat(DidYouMean.nearest("--fliename", KNOWN)).contains("--filename");
        assertThat(DidYouMean.line("proflie", KNOWN)).isEqualTo("\nDid you mean profile?");
    }

    @Test
    void somethingElseIsNotExplained() {
        for (String typed : List.of("elephant", "xyz", "--output")) {
            assertThat(DidYouMean.nearest(typed, KNOWN)).as(typed).isEmpty();
            assertThat(DidYouMean.line(typed, KNOWN)).as(typed).isEmpty();
        }
    }
}
