package io.ringfence.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LawsTest {
    @Test
    void everyCaseHasASeedOfItsOwnAndTheSameInEveryRun() {
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();

        Laws.forAll(5, random -> first.add(random.nextLong()));
        Laws.forAll(5, random -> second.add(random.nextLong()));

        assertThat(new HashSet<>(first)).hasSize(first.size());
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aFailureNamesTheSeedThatMakesTheCaseAgain() {
        List<Long> drawn = new ArrayList<>();

        assertThatThrownBy(() -> Laws.forAll(50, random -> {
                    drawn.add(random.nextLong());
                    assertThat(drawn).as("cases so far").hasSizeLessThan(3);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dringfence.seed=")
                .satisfies(failure -> {
                    String message = String.valueOf(failure.getMessage());
                    long seed = Long.parseLong(message.replaceAll("(?s).*ringfence\\.seed=(\\d+)\\).*", "$1"));
                    assertThat(new Random(seed).nextLong()).isEqualTo(drawn.getLast());
                });
    }

    @Test
    void anExceptionBreaksALawToo() {
        assertThatThrownBy(() -> Laws.forAll(1, random -> {
                    throw new IOException("lost");
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("lost");
    }
}
