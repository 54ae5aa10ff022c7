package io.ringfence.model.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceKeyTest {
    @Test
    void escapesSlashesAndPercentSigns() {
        ResourceKey key = ResourceKey.of(Kind.WORKLOAD_ENDPOINT, "h", "docker", "a/b%2f", "eth0");

        assertThat(key).hasToString("workloadEndpoint/h/docker/a%2fb%252f/eth0");
        assertThat(key.parts()).containsExactly("h", "docker", "a/b%2f", "eth0");
        assertThat(ResourceKey.parse(key.toString())).isEqualTo(Optional.of(key));
        assertThat(key.identifier())
                .isEqualTo("WorkloadEndpoint(node=h, orchestrator=docker, workload=a/b%2f, name=eth0)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "policy",
                "policy/",
                "policy/a/b",
                "Policy/a",
                "hostEndpoint/h",
                "hostEndpoint//e",
                "hostEndpoint/h/"
            })
    void refusesWhatIsNoKey(String text) {
        assertThat(ResourceKey.parse(text)).isEmpty();
    }

    @Test
    void everyPartIsNeeded() {
        assertThatThrownBy(() -> ResourceKey.of(Kind.HOST_ENDPOINT, "h", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ResourceKey.of(Kind.POLICY, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
