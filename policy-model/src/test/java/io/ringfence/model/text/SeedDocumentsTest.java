package io.ringfence.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.model.net.PortRange;
import io.ringfence.model.net.Protocol;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.selector.Selector;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The documents that an operator of two docker networks writes. */
class SeedDocumentsTest {
    private static final String PROFILES = """
            - apiVersion: v1
              kind: profile
              metadata:
                name: databases
                labels:
                  role: database
              spec:
                ingress:
                - action: allow
                  protocol: tcp
                  source:
                    selector: role == 'app'
                  destination:
                    ports:
                    -  3306
                - action: allow
                  source:
                    selector: role == 'database'
                egress:
                - action: allow
                  destination:
                    selector: role == 'database'
            - apiVersion: v1
              kind: profile
              metadata:
                name: apps
                labels:
                  role: app
            """;

    private static final String POLICY = """
            - apiVersion: v1
              kind: policy
              metadata:
                name: apps
              spec:
                order: 0
                selector: role == 'app'
                egress:
                - action: allow
            """;

    @Test
    void aListOfProfilesIsRead() {
        List<Resource> resources = accepted(PROFILES);

        Profile databases = (Profile) resources.get(0);
        assertThat(databases.name()).isEqualTo("databases");
        assertThat(databases.labels()).isEqualTo(Map.of("role", "database"));
        assertThat(databases.ingress()).hasSize(2).allMatch(rule -> rule.action() == Action.ALLOW);
        assertThat(databases.ingress().getFirst().protocol()).isEqualTo(Protocol.TCP);
        assertThat(databases.ingress().getFirst().source().selector()).isEqualTo(Selector.of("role == 'app'"));
        assertThat(databases.ingress().getFirst().destination().ports()).containsExactly(PortRange.of(3306));
        assertThat(databases.egress().getFirst().destination().selector()).isEqualTo(Selector.of("role == 'database'"));
        assertThat(resources.get(1))
                .isEqualTo(new Profile("apps", List.of(), Map.of("role", "app"), List.of(), List.of()));
    }

    @Test
    void aPolicyWithEgressRulesOnlyGovernsEgress() {
        Policy policy = (Policy) accepted(POLICY).getFirst();

        assertThat(policy.types()).containsExactly(Direction.EGRESS);
        assertThat(policy.order()).isZero();
        assertThat(policy.tier()).isEqualTo("default");
    }

    @Test
    void bytesAndYamlReadBackAsEqualResources() {
        List<Resource> resources = accepted(PROFILES + POLICY);

        for (Resource resource : resources) {
            assertThat(ResourceJson.decode(ResourceJson.encode(resource))).isEqualTo(resource);
        }
        assertThat(accepted(ResourceYaml.write(resources))).isEqualTo(resources);
    }

    private static List<Resource> accepted(String text) {
        ReadResult result = ResourceReader.read(text.getBytes(StandardCharsets.UTF_8), Format.AUTO);
        assertThat(result).isInstanceOf(ReadResult.Accepted.class);
        return ((ReadResult.Accepted) result).resources();
    }
}
