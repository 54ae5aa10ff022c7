package io.ringfence.calicoctl.completion;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.calicoctl.completion.Completion.Option;
import io.ringfence.model.resource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompletionTest {
    private static final Completion COMPLETION = new Completion(
            List.of("apply", "get"),
            command -> command.isEmpty()
                    ? List.of(new Option(List.of("-l", "--log-level"), true), new Option(List.of("--help"), false))
                    : List.of(
                            new Option(List.of("-o", "--output"), true),
                            new Option(List.of("--context"), true),
                            new Option(List.of("-n", "--node"), true),
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
        assertThat(at("get", "pol", "--context", "")).isEqualTo(new Wanted.Contexts(""));
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
        assertThat(at("profile", "")).isEqualTo(profilesAnd("add", "remove", "show"));
        assertThat(at("profile", "remove", "")).isEqualTo(profilesAnd());
        assertThat(at("profile", "add", "")).isEqualTo(new Wanted.Words(List.of()));
        assertThat(at("profile", "WEB", "")).isEqualTo(new Wanted.Words(List.of("rule", "tag")));
        assertThat(at("profile", "WEB", "tag", "remove", "")).isEqualTo(new Wanted.Tags("WEB"));
        assertThat(at("profile", "WEB", "rule", "add", "")).isEqualTo(new Wanted.Words(List.of("inbound", "outbound")));
        assertThat(at("profile", "WEB", "rule", "add", "inbound", "allow", "from", "tag", ""))
                .isEqualTo(profilesAnd());
    }

    private static Wanted profilesAnd(String... words) {
        return new Wanted.Names(Kind.PROFILE, "", List.of(words));
    }

    /** What is typed before, and what can follow; nothing where only the user knows. */
    @ParameterizedTest
    @CsvSource(delimiterString = "->", textBlock = """
            ipam              -> release show
            ipam show         ->
            node              -> status
            node status       ->
            config            -> get set unset
            config get        -> asNumber ipip logLevel nodeToNodeMesh
            config set ipip   -> off on
            config set logLevel ->
            context           -> list remove set show use
            context list      ->
            completion        -> bash fish zsh
            endpoint e        -> profile
            endpoint e profile -> append remove set show
            endpoint e profile show ->
            endpoint show     ->
            container         -> add remove
            container add     ->
            container add c   -> ipv4 ipv6
            container remove  ->
            container c       -> endpoint ip profile
            container c endpoint -> show
            container c ip    -> add remove
            container c ip add -> ipv4 ipv6
            container c ip remove ->
            container c profile -> append remove set
            profile WEB tag   -> add remove show
            profile WEB tag add ->
            profile WEB rule  -> add json remove show update
            profile WEB rule show ->
            profile WEB rule remove inbound -> allow deny
            profile WEB rule add inbound allow tcp to ports ->
            """)
    void thePhrasesOfEachCommandAreKnown(String before, @Nullable String next) {
        List<String> words = new ArrayList<>(List.of(before.split(" ", -1)));
        words.add("");
        assertThat(COMPLETION.at(words))
                .isEqualTo(new Wanted.Words(next == null ? List.of() : List.of(next.split(" ", -1))));
    }

    @Test
    void whatIsStoredIsNamedWhereItCanStand() {
        assertThat(at("endpoint", "")).isEqualTo(new Wanted.Names(Kind.WORKLOAD_ENDPOINT, "", List.of("show")));
        assertThat(at("endpoint", "show", "--endpoint="))
                .isEqualTo(new Wanted.Names(Kind.WORKLOAD_ENDPOINT, "--endpoint=", List.of()));
        assertThat(at("endpoint", "e", "profile", "append", "WEB", "")).isEqualTo(profilesAnd());
        assertThat(at("container", "c", "profile", "set", "")).isEqualTo(profilesAnd());
        assertThat(at("node", "status", "--node=h")).isEqualTo(new Wanted.Hosts("--node="));
        assertThat(at("endpoint", "show", "--host=h")).isEqualTo(new Wanted.Hosts("--host="));
        assertThat(at("get", "--node", "")).isEqualTo(new Wanted.Hosts(""));
        assertThat(at("get", "--context=p")).isEqualTo(new Wanted.Contexts("--context="));
        assertThat(at("context", "remove", "")).isEqualTo(new Wanted.Contexts(""));
    }

    @Test
    void convertWritesDocumentsOnly() {
        assertThat(at("convert", "--output=")).isEqualTo(new Wanted.Words(List.of("--output=yaml", "--output=json")));
    }
}
