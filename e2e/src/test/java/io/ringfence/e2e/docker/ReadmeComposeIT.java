package io.ringfence.e2e.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Types the README's way with docker-compose as it stands there. The engine's network namespace plays the machine. */
@ExtendWith(PrivateEngine.class)
class ReadmeComposeIT {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh compose\\n(.*?)^```$");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private Map<String, String> environment = Map.of();
    private Engine engine;

    @BeforeEach
    void enter(Engine given) {
        engine = given;
        environment = new HashMap<>(engine.environment());
        environment.put("COMPOSE_PROJECT_NAME", "ringfence-readme");
    }

    @Test
    void theComposeWayRunsAndShowsWhatItSays() throws IOException {
        String script = BLOCK.matcher(Files.readString(Script.ROOT.resolve("README.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
        assertThat(script).contains("docker-compose up -d", "docker-compose down");

        String printed = bash(script);

        assertThat(printed)
                .containsSubsequence(
                        "db is closed to app",
                        "Successfully applied 1 'profile' resource(s)",
                        "\"complete\":true",
                        "app reaches db");
        assertThat(engine.run("network", "ls", "--quiet", "--filter", "driver=calico"))
                .as("networks")
                .isEmpty();
        assertThat(engine.run("ps", "--all", "--quiet")).as("containers").isEmpty();
        assertThat(engine.netns().exec("iptables-nft-save"))
                .as("the machine's own rules")
                .contains("rf-");
    }

    @AfterEach
    void leaveNothing() {
        bash("docker rm -f db app || true; docker network rm databases apps || true; docker-compose down --volumes");
        engine.netns().exec("sh", "-c", "for tool in iptables ip6tables; do $tool-nft -t filter -F; done");
    }

    private String bash(String script) {
        return Script.run(
                LIMIT,
                environment,
                List.of(
                        "nsenter",
                        "--net=/run/netns/" + engine.netns().name(),
                        "bash",
                        "-euo",
                        "pipefail",
                        "-c",
                        script));
    }
}
