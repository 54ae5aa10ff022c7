package io.ringfence.e2e.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the images promise beyond that they run. */
@ExtendWith(PrivateEngine.class)
class ImagesIT {
    @ParameterizedTest
    @CsvSource({"kafka", "policy-store", "compiler", "api-gateway", "host-agent"})
    void theStartUpCacheFits(String service, Engine engine) {
        // With AOTMode=on a JVM whose cache does not fit ends instead of starting without it.
        String java =
                "/opt/java/bin/java -XX:AOTMode=on -XX:AOTCache=/opt/ringfence/%1$s/aot @/opt/ringfence/%1$s/args --help 2>&1 || true"
                        .formatted(service);
        assertThat(engine.run("run", "--rm", "--network=none", "--entrypoint=sh", image(engine, service), "-c", java))
                .contains("usage: ");
    }

    @ParameterizedTest
    @CsvSource({
        "etcd, 10001:10001",
        "kafka, 10001:10001",
        "policy-store, 10001:10001",
        "compiler, 10001:10001",
        "api-gateway, 10001:10001",
        "host-agent, ''",
    })
    void onlyTheAgentIsRootAndAllHaveAHealthCheck(String service, String user, Engine engine) {
        assertThat(engine.run(
                        "image",
                        "inspect",
                        "--format",
                        "user={{.Config.User}} health={{len .Config.Healthcheck.Test}}",
                        image(engine, service)))
                .matches("user=" + user + " health=[1-9]");
    }

    private static String image(Engine engine, String service) {
        return engine.run("image", "ls", "--format", "{{.Repository}}:{{.Tag}}", "ringfence/" + service);
    }
}
