package io.ringfence.calicoctl.training;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class TrainingTest {
    /** Else the build goes on without caches, and says so where few look. */
    @Test
    void everyCommandUnderstandsTheAnswersItIsTrainedWith() {
        assertThatCode(() -> Training.main(new String[0])).doesNotThrowAnyException();
    }
}
