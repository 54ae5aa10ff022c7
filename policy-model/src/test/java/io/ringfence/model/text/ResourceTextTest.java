package io.ringfence.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The exact texts that we write. */
class ResourceTextTest {
    private static final String POLICY = """
            apiVersion: v1
            kind: policy
            metadata:
              name: databases
            spec:
              order: 0
              selector: role == 'database'
              ingress:
              - action: allow
                protocol: tcp
                source:
                  selector: role == 'app'
                destination:
                  ports: [3306, "4000:4010"]
            """;

    @Test
    void theCanonicalFormOfAPolicy() {
        assertThat(new String(ResourceJson.encode(read(POLICY)), StandardCharsets.UTF_8))
                .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"policy\",\"metadata\":{\"name\":\"databases\"},"
                        + "\"spec\":{\"order\":0,\"ingress\":[{\"action\":\"allow\",\"protocol\":\"tcp\","
                        + "\"source\":{\"selector\":\"role == \\\"app\\\"\"},"
                        + "\"destination\":{\"ports\":[3306,\"4000:4010\"]}}],"
                        + "\"selector\":\"role == \\\"database\\\"\",\"types\":[\"ingress\"]}}");
    }

    @Test
    void yamlIsAListWithSortedKeys() {
        assertThat(ResourceYaml.write(List.of(
                        read(POLICY),
                        new Profile(
                                "yes", List.of("1"), Map.of("n", "true"), List.of(), List.of(Rule.of(Action.PASS))))))
                .isEqualTo("""
                        - apiVersion: v1
                          kind: policy
                          metadata:
                            name: databases
                          spec:
                            ingress:
                            - action: allow
                              destination:
                                ports:
                                - 3306
                                - 4000:4010
                              protocol: tcp
                              source:
                                selector: role == "app"
                            order: 0
                            selector: role == "database"
                            types:
                            - ingress
                        - apiVersion: v1
                          kind: profile
                          metadata:
                            labels:
                              'n': 'true'
                            name: 'yes'
                            tags:
                            - '1'
                          spec:
                            egress:
                            - action: pass
                              destination: {}
                              source: {}
                        """);
        assertThat(ResourceYaml.write(List.of())).isEqualTo("[]\n");
    }

    @Test
    void decodingRefusesWhatWeDidNotWrite() {
        for (String bytes : List.of(
                "",
                "null",
                "{}",
                "[]",
                "{\"apiVersion\":\"v1\",\"kind\":\"other\"}",
                "{\"apiVersion\":\"v2\",\"kind\":\"tier\",\"metadata\":{\"name\":\"t\"},\"spec\":{}}",
                "{\"apiVersion\":\"v1\",\"kind\":\"tier\",\"metadata\":{\"name\":\"t\"},\"spec\":{\"newer\":1}}",
                "{\"apiVersion\":\"v1\",\"kind\":\"tier\",\"metadata\":{\"name\":1},\"spec\":{}}",
                "{\"apiVersion\":\"v1\",\"kind\":\"tier\",\"metadata\":{\"name\":\"t\"}")) {
            assertThatThrownBy(() -> ResourceJson.decode(bytes.getBytes(StandardCharsets.UTF_8)))
                    .as(bytes)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Resource read(String text) {
        return switch (ResourceReader.read(text.getBytes(StandardCharsets.UTF_8), Format.AUTO)) {
            case ReadResult.Accepted accepted -> accepted.resources().getFirst();
            case ReadResult.Refused refused ->
                throw new AssertionError(refused.problems().toString());
        };
    }
}
