package io.ringfence.calicoctl.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.calicoctl.completion.Completion.Option;
import io.ringfence.model.resource.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CompletionTest {
    private static final Completion COMPLETION = new Completion(
            List.of("apply", "get"),
            command -> command.isEmpty()
                    ? List.of(new Option(List.of("-l", "--log-level"), true), new Option(List.of("--help"), false))
                    : List.of(
                            new Option(List.of("-o", "--output"), true),
                            new Option(List.of("--context"), true),
                            new Option(List.of("--wait"), false)));

    private static Wanted at(String... words) {
        return COMPLETION.at(List.of(words));
    }

    @Test
    void theFirstPlainWordIsTheCommand() {
        Wanted commands = new Wanted.Words(List.of("apply", "get"));
        assertThat(at("")).isEqualTo(commands);
        assertThat(at("-l", "debug", "a")).isEqualTo(commands);
        assertThat(at("--help", "a")).isEqualTo(commands);
        assertThat(COMPLETION.at(List.of())).isEqualTo(commands);
        assertThat(at("-")).isEqualTo(new Wanted.Words(List.of("--log-level", "--help")));
    }

    @Test
    void aKindIsFollowedByNames() {
        assertThat(at("get", "pol", "")).isEqualTo(new Wanted.Names(Kind.POLICY));
        assertThat(at("get", "--wait", "pol", "")).isEqualTo(new Wanted.Names(Kind.POLICY));
        assertThat(at("get", "-o", "yaml", "pol", "x")).isEqualTo(new Wanted.Names(Kind.POLICY));
        assertThat(at("get", "nothing", "")).isEqualTo(new Wanted.Files());
        assertThat(at("get", "pol", "x", "")).isEqualTo(new Wanted.Files());
    }

    @Test
    void anOptionIsFollowedByItsValue() {
        assertThat(at("get", "pol", "--context", "")).isEqualTo(new Wanted.Contexts());
        assertThat(at("get", "--output", ""))
                .isInstanceOfSatisfying(
                        Wanted.Words.class, words -> assertThat(words.words()).contains("yaml", "wide"));
        assertThat(at("get", "--output=y"))
                .isInstanceOfSatisfying(
                        Wanted.Words.class, words -> assertThat(words.words()).contains("--output=yaml"));
        // As bash takes it apart.
        assertThat(at("get", "--output", "=", "y"))
                .isInstanceOfSatisfying(
                        Wanted.Words.class, words -> assertThat(words.words()).contains("yaml"));
        assertThat(at("apply", "-f", "")).isEqualTo(new Wanted.Files());
    }

    @Test
    void theValuesOfOptionsAreKnownHoweverTheyAreTyped() {
        for (List<String> words : List.of(
                List.of("get", "--context", "prod", "pol", ""),
                List.of("get", "pol", "--context=prod", "d"),
                // As bash takes them apart.
                List.of("get", "--context", "=", "prod", "pol", "d"),
                List.of("get", "--context=lab", "--context=prod", "pol", "d"))) {
            assertThat(COMPLETION.at(words)).as("%s", words).isEqualTo(new Wanted.Names(Kind.POLICY));
            assertThat(COMPLETION.values(words)).as("%s", words).isEqualTo(Map.of("--context", "prod"));
        }
        assertThat(COMPLETION.values(List.of("get", "--context", "pro"))).isEmpty();
        assertThat(COMPLETION.values(List.of("-l", "http", ":", "//[", "::", "1]", ":", "8080", "get", "")))
                .isEqualTo(Map.of("-l", "http://[::1]:8080"));
        assertThat(COMPLETION.values(List.of())).isEmpty();
    }

    @Test
    void profilesAreEditedByWords() {
        assertThat(at("profile", "")).isEqualTo(new Wanted.ProfilesAnd(List.of("add", "remove", "show")));
        assertThat(at("profile", "remove", "")).isEqualTo(new Wanted.ProfilesAnd(List.of()));
        assertThat(at("profile", "add", "")).isEqualTo(new Wanted.Words(List.of()));
        assertThat(at("profile", "WEB", "")).isEqualTo(new Wanted.Words(List.of("rule", "tag")));
        assertThat(at("profile", "WEB", "rule", "add", "")).isEqualTo(new Wanted.Words(List.of("inbound", "outbound")));
    }
}
