package io.ringfence.calicoctl.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LabelEditTest {
    @Test
    void wordsSetAndRemove() {
        assertThat(LabelEdit.parse(List.of("a=b", "c=", "d=e=f", "example.com/g-"), true))
                .contains(new LabelEdit(Map.of("a", "b", "c", "", "d", "e=f"), List.of("example.com/g"), true));
        assertThat(LabelEdit.parse(List.of("a=b-"), false))
                .contains(new LabelEdit(Map.of("a", "b-"), List.of(), false));
    }

    @Test
    void wordsThatAreNeitherOrSayTwoThingsAreRefused() {
        for (List<String> words : List.of(
                List.<String>of(),
                List.of("a"),
                List.of("=b"),
                List.of("-"),
                List.of(""),
                List.of("a=b", "a=c"),
                List.of("a=b", "a-"))) {
            assertThat(LabelEdit.parse(words, false)).as("%s", words).isEmpty();
        }
    }
}
