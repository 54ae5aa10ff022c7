package io.ringfence.e2e.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The container definitions of testkit-containers, used the way another project's test would. Testcontainers takes its engine from the
 * environment, once in a process; so that project is a process of its own, beside the engine.
 */
@ExtendWith(PrivateEngine.class)
class ContainersIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @Test
    void aProjectThatEmbedsRingfenceStartsItAndFindsEverythingInPlace(Engine engine) {
        Map<String, String> environment = new HashMap<>(engine.environment());
        environment.put("TESTCONTAINERS_RYUK_DISABLED", "true");
        environment.put("TESTCONTAINERS_CHECKS_DISABLE", "true");
        environment.put("TESTCONTAINERS_HOST_OVERRIDE", "127.0.0.1");
        List<String> command = List.of(
                "nsenter",
                "--net=/run/netns/" + engine.netns().name(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddingProject.class.getName());

        assertThat(Script.run(LIMIT, environment, command))
                .contains("event created profile/apps")
                .contains("realized on 1 of 1");
        assertThat(engine.run("ps", "--all", "--quiet")).as("containers").isEmpty();
        assertThat(engine.run("network", "ls", "--quiet", "--filter", "type=custom"))
                .as("networks")
                .isEmpty();
    }
}
