package io.ringfence.e2e.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.docs.Repository;
import io.ringfence.e2e.net.Host;
import io.ringfence.e2e.net.Network;
import io.ringfence.model.resource.Revision;
import io.ringfence.standalone.Standalone;
import io.ringfence.standalone.StandaloneSettings;
import io.ringfence.standalone.StandaloneSettings.SimulatedHost;
import io.ringfence.testkit.Criteria;
import io.ringfence.testkit.Given;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Holds the list of metrics, the alerts and the dashboard to what a running standalone with a real kernel serves. */
@ExtendWith(VertxExtension.class)
class MetricsIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern NAME = Pattern.compile("\\b(?:ringfence|jvm|process|system|disk|log4j2)_[a-z0-9_]+");

    @TempDir
    static Path folder;

    private static Network network;
    private static Standalone standalone;
    private static Map<String, Scrape> scrapes;

    /** One change goes the whole way and one is refused, so that whatever counts events has counted one. */
    @BeforeAll
    static void start(Vertx vertx) {
        network = Network.of(1, 0);
        Host host = network.hosts().getFirst();
        standalone = await(Standalone.start(
                vertx,
                new StandaloneSettings(
                        folder.resolve("data"),
                        "127.0.0.1",
                        0,
                        List.of(new SimulatedHost(host.name(), host.netns().name(), "iptables", "nft")))));
        await(standalone.awaitReady(LIMIT));
        try (GatewayClient gateway = new GatewayClient(standalone.api())) {
            Revision revision = gateway.change(
                    List.of(
                            Given.profile("apps").labelled("role", "app").build(),
                            Given.policy("apps")
                                    .selects("role == 'app'")
                                    .allow(Criteria.tcp(80), Criteria.from("role == 'app'"))
                                    .build(),
                            Given.workload(host.name(), "w1")
                                    .at("10.65.1.1")
                                    .profiles("apps")
                                    .build()),
                    List.of());
            gateway.awaitRealized(revision, 1, LIMIT);
            assertThat(gateway.get("/v1/policies/nobody").status()).isEqualTo(404);
        }
        scrapes = Awaitility.await()
                .atMost(LIMIT)
                .until(
                        MetricsIT::scrapeAfterACollection,
                        found -> found.values().stream()
                                .allMatch(each -> each.families().contains("jvm_gc_pause_seconds")));
    }

    private static Map<String, Scrape> scrapeAfterACollection() {
        System.gc();
        Map<String, Scrape> found = new TreeMap<>();
        standalone.addresses().forEach((name, address) -> found.put(name, Scrape.of(address)));
        return found;
    }

    @AfterAll
    static void stop() {
        await(standalone.stop());
        network.close();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    @Test
    void everyServiceAnswersItsProbes() {
        assertThat(standalone.addresses().keySet())
                .containsExactly("api-gateway", "compiler", "host-agent/host-1", "policy-store");
        for (URI address : standalone.addresses().values()) {
            try (GatewayClient http = new GatewayClient(address)) {
                assertThat(http.get("/livez").status()).as(address + "/livez").isEqualTo(200);
                assertThat(http.get("/readyz").status()).as(address + "/readyz").isEqualTo(200);
            }
        }
    }

    @Test
    void theGaugesOfACompilerThatIsUpToDateSaySo() {
        Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
            Scrape compiler = scrape("compiler");
            Scrape store = scrape("policy-store");
            assertThat(compiler.value("ringfence_compiler_in_sync")).isOne();
            assertThat(compiler.value("ringfence_compiler_lag_records")).isZero();
            assertThat(compiler.value("ringfence_compiler_shards")).isEqualTo(8);
            assertThat(compiler.value("ringfence_compiler_shards_owned")).isEqualTo(8);
            assertThat(compiler.value("ringfence_compiler_revision"))
                    .isPositive()
                    .isEqualTo(store.value("ringfence_publish_revision"));
        });
    }

    private static Scrape scrape(String service) {
        return Scrape.of(Objects.requireNonNull(standalone.addresses().get(service), service));
    }

    /** Ours are all listed under their service and nothing else is; the JVM's are at least listed. */
    @Test
    void theDocumentListsTheMetricsThatThereAre() throws IOException {
        String document = Files.readString(Repository.root().resolve("docs/OPERATIONS.md"));
        Map<String, Set<String>> documented = new TreeMap<>();
        Map<String, Set<String>> live = new TreeMap<>();
        for (String service : List.of("policy-store", "compiler", "api-gateway", "host-agent")) {
            documented.put(service, names(section(document, "### Metrics of " + service)));
        }
        Set<String> ofTheProcess = new TreeSet<>();
        scrapes.forEach((service, scrape) -> scrape.families().forEach(name -> {
            if (name.startsWith("ringfence_")) {
                live.computeIfAbsent(service.split("/", 2)[0], _ -> new TreeSet<>())
                        .add(name);
            } else {
                ofTheProcess.add(name);
            }
        }));
        assertThat(documented).isEqualTo(live);
        assertThat(names(section(document, "### Metrics of every process"))).containsAll(ofTheProcess);
    }

    @Test
    void everyAlertAsksForMetricsThatThereAreAndIsExplained() throws IOException {
        String document = Files.readString(Repository.root().resolve("docs/OPERATIONS.md"));
        Path file = Repository.root().resolve("docs/monitoring/ringfence.rules.yml");
        JsonNode rules = new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file)));
        List<String> alerts = new ArrayList<>();
        for (JsonNode group : rules.path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                String alert = rule.path("alert").asText();
                alerts.add(alert);
                assertThat(names(rule.path("expr").asText()))
                        .as(alert)
                        .isNotEmpty()
                        .isSubsetOf(samples());
                assertThat(rule.path("labels").path("severity").asText())
                        .as(alert)
                        .isIn("page", "ticket");
                assertThat(rule.path("annotations").path("summary").asText())
                        .as(alert)
                        .isNotBlank();
            }
        }
        assertThat(headings(document, "#### Ringfence")).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void everyPanelOfTheDashboardAsksForMetricsThatThereAre() throws IOException {
        Path file = Repository.root().resolve("docs/monitoring/ringfence-dashboard.json");
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(file));
        List<String> titles = new ArrayList<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String title = panel.path("title").asText();
            titles.add(title);
            assertThat(panel.path("targets")).as(title).isNotEmpty();
            for (JsonNode target : panel.path("targets")) {
                assertThat(names(target.path("expr").asText()))
                        .as(title)
                        .isNotEmpty()
                        .isSubsetOf(samples());
            }
        }
        assertThat(titles).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    }

    private static Set<String> samples() {
        return scrapes.values().stream()
                .flatMap(each -> each.samples().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    /** From a heading to the next of any level. */
    private static String section(String document, String heading) {
        int from = document.indexOf(heading + "\n");
        assertThat(from).as(heading).isNotNegative();
        int to = document.indexOf("\n#", from + heading.length());
        return document.substring(from, to < 0 ? document.length() : to);
    }

    private static List<String> headings(String document, String prefix) {
        return document.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring("#### ".length()))
                .toList();
    }
}
