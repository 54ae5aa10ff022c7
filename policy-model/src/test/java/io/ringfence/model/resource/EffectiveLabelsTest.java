package io.ringfence.model.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectiveLabelsTest {
    private final Map<String, Profile> profiles = new HashMap<>();

    @Test
    void anEndpointHasItsOwnLabels() {
        assertThat(labels(Map.of("a", "own"))).isEqualTo(Map.of("a", "own"));
    }

    @Test
    void profilesAddLabelsAndTheirTagsWithAnEmptyValue() {
        profile("p", List.of("tag"), Map.of("b", "1"));

        assertThat(labels(Map.of("a", "own"), "p")).isEqualTo(Map.of("a", "own", "b", "1", "tag", ""));
    }

    @Test
    void theFirstDefinitionWins() {
        profile("p", List.of("c", "d"), Map.of("a", "p", "b", "p", "d", "p"));
        profile("q", List.of("a", "e"), Map.of("b", "q", "c", "q", "e", "q", "f", "q"));

        assertThat(labels(Map.of("a", "own"), "p", "q"))
                .isEqualTo(Map.of("a", "own", "b", "p", "c", "", "d", "p", "e", "q", "f", "q"));
        assertThat(labels(Map.of("a", "own"), "q", "p"))
                .isEqualTo(Map.of("a", "own", "b", "q", "c", "q", "d", "p", "e", "q", "f", "q"));
    }

    @Test
    void aMissingProfileAddsNothing() {
        profile("q", List.of("tag"), Map.of());

        assertThat(labels(Map.of(), "missing", "q")).isEqualTo(Map.of("tag", ""));
    }

    private void profile(String name, List<String> tags, Map<String, String> labels) {
        profiles.put(name, new Profile(name, tags, labels, List.of(), List.of()));
    }

    private Map<String, String> labels(Map<String, String> own, String... names) {
        return EffectiveLabels.of(own, List.of(names), profiles::get);
    }
}
