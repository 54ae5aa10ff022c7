package io.ringfence.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TranscriptTest {
    @Test
    void aCommandGoesOnOverContinuationsAndIsFollowedByItsOutputAndStatus() {
        Transcript transcript = Transcript.parse("""
                # About to fail.
                $ cat << EOF | tool -
                > one
                > EOF
                no
                really
                ? 3
                $ quiet
                """);

        assertThat(transcript.entries())
                .containsExactly(
                        new Transcript.Remark("About to fail."),
                        new Transcript.ShellCommand("cat << EOF | tool -\none\nEOF", "no\nreally\n", 3),
                        new Transcript.ShellCommand("quiet", "", 0));
    }

    @Test
    void outputBeforeAnyCommandIsAMistake() {
        assertThatThrownBy(() -> Transcript.parse("lost")).hasMessageContaining("lost");
    }
}
