package io.ringfence.agent.docker.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.validate.Validator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NetworkProfileTest {
    @Test
    void aNetworksProfileIsTheOneOfTheReference() {
        assertThat(new String(ResourceJson.encode(NetworkProfile.of("databases", Map.of())), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"apiVersion\":\"v1\",\"kind\":\"profile\",\"metadata\":{\"name\":\"databases\",\"tags\":[\"databases\"]},"
                                + "\"spec\":{\"ingress\":[{\"action\":\"allow\",\"source\":{\"tag\":\"databases\"},\"destination\":{}}],"
                                + "\"egress\":[{\"action\":\"allow\",\"source\":{},\"destination\":{}}]}}");
    }

    @Test
    void itHasTheNetworksLabels() {
        var profile = NetworkProfile.of(
                "databases", Map.of("org.projectcalico.label.role", "database", "com.example.owner", "me"));
        assertThat(profile.labels()).isEqualTo(Map.of("role", "database"));
        assertThat(Validator.validate(profile)).isEmpty();
    }
}
