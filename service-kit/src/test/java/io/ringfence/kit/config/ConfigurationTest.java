package io.ringfence.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationTest {
    enum Dataplane {
        IPTABLES,
        DRY_RUN
    }

    record Settings(
            String kafka,

            @Default(value = "8080", reason = "the usual one")
            int port,

            @Default(value = "", reason = "the embedded store")
            List<String> etcd,

            @Default(value = "30s", reason = "as long as a broker restarts")
            Duration patience,

            @Default(value = "dry-run", reason = "changes nothing")
            Dataplane dataplane,

            @Default(value = "false", reason = "few want it")
            boolean verboseStatus,

            @Default(value = "9", reason = "no reason") long limit,
            @Nullable Path data,
            @Nullable Secret token) {
        Settings {
            if (port > 65535) {
                throw new IllegalArgumentException("RINGFENCE_PORT must be at most 65535");
            }
        }
    }

    @TempDir
    Path folder;

    private static List<String> problems(Map<String, String> env, @Nullable Path file) {
        return catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(Settings.class, env, file))
                .problems();
    }

    record Whole(
            String kafka,
            Part part,
            @Default(value = "1", reason = "one") int last) {}

    record Part(
            @Default(value = "2s", reason = "two") Duration patience,
            @Nullable Secret token) {
        Part {
            if (patience.isZero()) {
                throw new IllegalArgumentException("RINGFENCE_PATIENCE must not be 0");
            }
        }
    }

    @Test
    void aRecordInARecordIsAGroupOfKeys() {
        Map<String, String> env = Map.of("RINGFENCE_KAFKA", "k", "RINGFENCE_TOKEN", "secret", "RINGFENCE_LAST", "7");
        assertThat(Configuration.load(Whole.class, env, null))
                .isEqualTo(new Whole("k", new Part(Duration.ofSeconds(2), new Secret("secret")), 7));
        assertThat(Configuration.reference(Whole.class))
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly("RINGFENCE_KAFKA", "RINGFENCE_PATIENCE", "RINGFENCE_TOKEN", "RINGFENCE_LAST");
    }

    @Test
    void whatAGroupRefusesIsAProblem() {
        Map<String, String> env = Map.of("RINGFENCE_KAFKA", "k", "RINGFENCE_PATIENCE", "0s");
        assertThat(catchThrowableOfType(ConfigurationException.class, () -> Configuration.load(Whole.class, env, null))
                        .problems())
                .containsExactly("RINGFENCE_PATIENCE must not be 0");
    }

    @Test
    void defaultsStandInForWhatIsNotSet() {
        assertThat(Configuration.load(Settings.class, Map.of("RINGFENCE_KAFKA", "k:9092", "PATH", "/bin"), null))
                .isEqualTo(new Settings(
                        "k:9092", 8080, List.of(), Duration.ofSeconds(30), Dataplane.DRY_RUN, false, 9, null, null));
    }

    @Test
    void everyTypeIsReadAndTheEnvironmentWinsOverTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("ringfence.properties"), """
                # settings
                RINGFENCE_KAFKA = file:9092
                RINGFENCE_PORT = 1
                RINGFENCE_VERBOSE_STATUS = true
                """);
        Map<String, String> env = Map.of(
                "RINGFENCE_PORT", "0",
                "RINGFENCE_ETCD", "http://a:2379, http://b:2379,",
                "RINGFENCE_PATIENCE", "200ms",
                "RINGFENCE_DATAPLANE", "iptables",
                "RINGFENCE_LIMIT", "-3",
                "RINGFENCE_DATA", "/var/lib/ringfence",
                "RINGFENCE_TOKEN", "t");
        assertThat(Configuration.load(Settings.class, env, file))
                .isEqualTo(new Settings(
                        "file:9092",
                        0,
                        List.of("http://a:2379", "http://b:2379"),
                        Duration.ofMillis(200),
                        Dataplane.IPTABLES,
                        true,
                        -3,
                        Path.of("/var/lib/ringfence"),
                        new Secret("t")));
    }

    @Test
    void allProblemsAreToldTogether() {
        assertThat(problems(
                        Map.of(
                                "RINGFENCE_PORT", "eighty",
                                "RINGFENCE_PATIENCE", "5 minutes",
                                "RINGFENCE_DATAPLANE", "DRY_RUN",
                                "RINGFENCE_VERBOSE_STATUS", "yes",
                                "RINGFENCE_PROT", "80"),
                        null))
                .satisfiesExactly(
                        problem -> assertThat(problem).isEqualTo("RINGFENCE_KAFKA must be set: a text"),
                        problem -> assertThat(problem).isEqualTo("RINGFENCE_PORT must be a whole number: 'eighty'"),
                        problem -> assertThat(problem)
                                .isEqualTo(
                                        "RINGFENCE_PATIENCE must be a time such as 200ms, 5s, 10m, 2h or 1d: '5 minutes'"),
                        problem -> assertThat(problem)
                                .isEqualTo("RINGFENCE_DATAPLANE must be one of iptables, dry-run: 'DRY_RUN'"),
                        problem ->
                                assertThat(problem).isEqualTo("RINGFENCE_VERBOSE_STATUS must be true or false: 'yes'"),
                        problem -> assertThat(problem)
                                .startsWith("RINGFENCE_PROT is unknown; known are")
                                .contains("RINGFENCE_PORT"));
    }

    @Test
    void whatTheRecordRefusesIsAProblem() {
        assertThat(problems(Map.of("RINGFENCE_KAFKA", "k", "RINGFENCE_PORT", "70000"), null))
                .containsExactly("RINGFENCE_PORT must be at most 65535");
    }

    @Test
    void keysOfTheLogAndTheCommandLineAreNobodysProblem() {
        Map<String, String> env =
                Map.of("RINGFENCE_KAFKA", "k", "RINGFENCE_LOG_LEVEL", "debug", "RINGFENCE_API", "http://x");
        assertThat(Configuration.load(Settings.class, env, null).kafka()).isEqualTo("k");
    }

    @Test
    void aFileThatIsNotThereIsAProblem() {
        assertThat(problems(Map.of("RINGFENCE_KAFKA", "k"), folder.resolve("none")))
                .singleElement()
                .asString()
                .contains("none cannot be read");
    }

    @Test
    void anUnknownKeyInTheFileIsAProblem() throws Exception {
        Path file = Files.writeString(folder.resolve("f"), "kafka=k\n");
        assertThat(problems(Map.of("RINGFENCE_KAFKA", "k"), file))
                .singleElement()
                .asString()
                .startsWith("kafka is unknown");
    }

    @Test
    void aSecretComesFromAFileAndIsNeverShown() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "hush\n");
        Settings settings = Configuration.load(
                Settings.class, Map.of("RINGFENCE_KAFKA", "k", "RINGFENCE_TOKEN_FILE", file.toString()), null);
        assertThat(settings.token()).isEqualTo(new Secret("hush"));
        assertThat(settings.toString()).doesNotContain("hush").contains("(hidden)");
        assertThat(problems(Map.of("RINGFENCE_TOKEN", "hush", "RINGFENCE_TOKEN_FILE", file.toString()), null))
                .hasSize(2)
                .noneMatch(problem -> problem.contains("hush"));
    }

    @Test
    void theReferenceNamesEachKeyItsDefaultAndTheReason() {
        assertThat(Configuration.reference(Settings.class))
                .hasSize(9)
                .contains(
                        "RINGFENCE_KAFKA: a text; must be set",
                        "RINGFENCE_PORT: a whole number; default 8080, the usual one",
                        "RINGFENCE_ETCD: texts separated by commas; default empty, the embedded store",
                        "RINGFENCE_TOKEN: a secret text; may be absent");
    }
}
