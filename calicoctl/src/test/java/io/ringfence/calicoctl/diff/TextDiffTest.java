package io.ringfence.calicoctl.diff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TextDiffTest {
    @Test
    void equalTextsHaveNoDifference() {
        assertThat(TextDiff.of("a", "x\ny\n", "b", "x\ny\n", true)).isEmpty();
    }

    @Test
    void coloursAreForPeople() {
        assertThat(TextDiff.of("a", "x\ny\n", "b", "x\nz\n", false))
                .isEqualTo("--- a\n+++ b\n@@ -1,2 +1,2 @@\n x\n-y\n+z\n");
        assertThat(TextDiff.of("a", "x\ny\n", "b", "x\nz\n", true)).isEqualTo("""
                        \u001b[1m--- a\u001b[0m
                        \u001b[1m+++ b\u001b[0m
                        \u001b[36m@@ -1,2 +1,2 @@\u001b[0m
                         x
                        \u001b[31m-y\u001b[0m
                        \u001b[32m+z\u001b[0m
                        """);
    }

    @Test
    void whatIsNewDiffersFromNothing() {
        assertThat(TextDiff.of("/dev/null", "", "b", "x\n", false))
                .isEqualTo("--- /dev/null\n+++ b\n@@ -0,0 +1,1 @@\n+x\n");
    }
}
