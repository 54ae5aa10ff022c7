package io.ringfence.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.ringfence.e2e.docs.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Renders each overlay and looks at all of it; then breaks one line and expects to be told. */
class ManifestsIT {
    private static final List<String> OVERLAYS = List.of("production", "development");
    private static final Map<String, String> RENDERED = new HashMap<>();

    @TempDir
    static Path folder;

    private static Path secret;

    @BeforeAll
    static void render() throws IOException {
        secret = Files.writeString(folder.resolve("token"), "0123456789abcdef0123456789abcdef");
        Path root = Repository.root().resolve("k8s/overlays");
        try (var overlays = Files.list(root)) {
            assertThat(overlays.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(OVERLAYS);
        }
        for (String overlay : OVERLAYS) {
            RENDERED.put(overlay, Manifests.render(root.resolve(overlay)));
        }
    }

    private static String rendered(String overlay) {
        return Objects.requireNonNull(RENDERED.get(overlay), overlay);
    }

    private static List<String> problems(String yaml) {
        Manifests manifests = Manifests.parse(yaml);
        List<String> problems = new ArrayList<>(Wiring.problems(manifests));
        problems.addAll(ServiceSettings.problems(manifests, secret));
        problems.addAll(Rights.problems(manifests));
        return problems;
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "development"})
    void everyOverlayIsOfKubernetesTypesAndHoldsTogether(String overlay) {
        Manifests manifests = Manifests.parse(rendered(overlay));
        assertThat(manifests.workloads())
                .extracting(Workload::name)
                .contains("policy-store", "compiler", "api-gateway", "host-agent");
        assertThat(problems(rendered(overlay))).isEmpty();
    }

    @Test
    void productionHasThreeCopiesAndNoStoreOrBrokerOfItsOwn() {
        Manifests production = Manifests.parse(rendered("production"));
        assertThat(production.one(ConfigMap.class, "ringfence").getData()).containsEntry("replication", "3");
        assertThat(production.workloads()).hasSize(4);
        assertThat(rendered("production")).doesNotContain(".invalid");
    }

    @Test
    void productionAllowsTheFlowsThatExistAndNoOther() {
        assertThat(Flows.allowed(Manifests.parse(rendered("production"))))
                .containsExactlyInAnyOrder(flows("""
                        dns -> api-gateway:8080
                        node -> api-gateway:8080
                        other -> api-gateway:8080
                        prometheus -> api-gateway:8080
                        prometheus -> compiler:8082
                        prometheus -> policy-store:8081
                        api-gateway -> policy-store:8081
                        api-gateway -> dns:53
                        compiler -> dns:53
                        policy-store -> dns:53
                        """, "api-gateway", "compiler", "policy-store"));
    }

    @Test
    void developmentAddsWhatItsOwnBrokerAndStoreNeed() {
        assertThat(Flows.allowed(Manifests.parse(rendered("development"))))
                .containsExactlyInAnyOrder(flows("""
                        dns -> api-gateway:8080
                        node -> api-gateway:8080
                        other -> api-gateway:8080
                        prometheus -> api-gateway:8080
                        prometheus -> compiler:8082
                        prometheus -> policy-store:8081
                        api-gateway -> policy-store:8081
                        api-gateway -> dns:53
                        compiler -> dns:53
                        policy-store -> dns:53
                        etcd -> dns:53
                        kafka -> dns:53
                        policy-store -> etcd:2379
                        policy-store -> kafka:9092
                        compiler -> kafka:9092
                        api-gateway -> kafka:9092
                        kafka -> kafka:9092
                        node -> kafka:9092
                        """, "api-gateway", "compiler", "policy-store"));
    }

    /** What is typed, and the ways out to brokers and etcd, which may be anywhere outside. */
    private static String[] flows(String typed, String... clients) {
        List<String> all = new ArrayList<>(typed.lines().toList());
        for (String outside : List.of("dns", "prometheus", "other", "node")) {
            for (String client : clients) {
                all.add(client + " -> " + outside + ":9092");
            }
            all.add("policy-store -> " + outside + ":2379");
        }
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            terminationGracePeriodSeconds: 30 | terminationGracePeriodSecond: 30       | terminationGracePeriodSecond
            readOnly: true                    | readonly: true                         | readonly
            containerPort: 8081               | containerPort: eight                   | eight
            hostNetwork: true                 | hostNetwork: 'true'                    | Boolean
            shards: "32"                      | shards: 32                             | String
            kind: ServiceAccount              | kind: ServiceAcount                    | ServiceAcount
            maxReplicas: 32                   | maxReplicas: {}                        | maxReplicas
            """)
    void aFieldOrTypeThatKubernetesDoesNotHaveIsRefused(String line, String broken, String word) {
        assertThatThrownBy(() -> Manifests.parse(breaking(line, broken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(word);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: RINGFENCE_ETCD      | name: RINGFENCE_ETCDS         | RINGFENCE_ETCDS is unknown
            name: RINGFENCE_BACKEND   | name: RINGFENCE_BACKENDS      | RINGFENCE_BACKENDS is unknown
            value: "8081"             | value: "8091"                 | listens on 8091
            value: "8082"             | value: eighty                 | RINGFENCE_PORT must be a whole number
            path: /readyz             | path: /ready                  | probe asks /ready and not /readyz
            path: /livez              | path: /healthz                | probe asks /healthz and not /livez
            targetPort: http          | targetPort: web               | target port web is no port
            port: http                | port: 8099                    | probe asks at port 8099
            policy-store-2.policy     | policy-store-3.policy         | names stores
            maxReplicas: 32           | maxReplicas: 33               | 33 compilers for 32 shards
            replication: "3"          | replication: "2"              | differ
            key: etcd                 | key: etcds                    | has none
            minAvailable: 2           | minAvailable: 3               | lets no node be drained
            name: xtables-lock        | name: xtables                 | mounts
            - NET_RAW                 | - SYS_ADMIN                   | has capabilities
            path: /lib/modules        | path: /etc                    | has [/etc
            enableServiceLinks: false | enableServiceLinks: true      | could look like settings
            readOnlyRootFilesystem: true | readOnlyRootFilesystem: false | may write its own files
            runAsNonRoot: true        | runAsNonRoot: false           | may run as root
            serviceName: policy-store | serviceName: stores           | no headless service
            serviceAccountName: compiler | serviceAccountName: nobody | no service account
            """)
    void aManifestThatSaysWhatIsNotSoIsFound(String line, String broken, String problem) {
        assertThat(problems(breaking(line, broken)).stream().collect(Collectors.joining("\n")))
                .contains(problem);
    }

    @Test
    void aPolicyThatOpensOneMorePortIsSeen() {
        Manifests opened = Manifests.parse(breaking("port: 2379", "port: 22"));
        assertThat(Flows.allowed(opened))
                .contains("policy-store -> node:22")
                .doesNotContain("policy-store -> node:2379");
    }

    /** Production with the first such line another. */
    private static String breaking(String line, String broken) {
        String yaml = rendered("production");
        int at = yaml.indexOf(line);
        assertThat(at).as("there is " + line).isNotNegative();
        return yaml.substring(0, at) + broken + yaml.substring(at + line.length());
    }
}
