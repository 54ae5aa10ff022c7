package io.ringfence.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.gateway.request.Bodies;
import io.ringfence.model.text.Format;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.Yaml;

/** The document and the code say the same. */
@ExtendWith(VertxExtension.class)
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private static JsonNode document = new ObjectMapper().createObjectNode();
    private static List<Route> routes = List.of();

    @BeforeAll
    static void load(Vertx vertx) throws IOException {
        try (InputStream stream = Objects.requireNonNull(OpenApiTest.class.getResourceAsStream("/openapi.yaml"))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            document = new ObjectMapper().valueToTree(new Yaml().load(text));
        }
        WorkerExecutor workers = vertx.createSharedWorkerExecutor("openapi-test");
        routes = GatewayHttp.routes(vertx, workers, BareGateway.parts(vertx));
    }

    @Test
    void everyRouteIsInTheDocumentAndTheOtherWayRound() {
        Set<String> documented = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (METHODS.contains(method)) {
                        documented.add(method + " " + path.getKey());
                    }
                }));
        Set<String> existing = new TreeSet<>();
        for (Route route : routes) {
            existing.add(route.method().name().toLowerCase(Locale.ROOT) + " " + route.template());
        }
        assertThat(documented).isEqualTo(existing);
    }

    @Test
    void everyQueryParameterIsInTheDocumentAndTheOtherWayRound() {
        for (Route route : routes) {
            Set<String> documented = new TreeSet<>();
            JsonNode operation = operation(route);
            for (JsonNode parameter : operation.path("parameters")) {
                JsonNode resolved = resolve(parameter);
                if (resolved.path("in").asText().equals("query")) {
                    documented.add(resolved.path("name").asText());
                }
            }
            assertThat(documented).as(route.template()).isEqualTo(new TreeSet<>(route.parameters()));
        }
    }

    @Test
    void whatAnswersWithoutATokenIsDocumentedSo() {
        for (Route route : routes) {
            assertThat(operation(route).path("security").toString().equals("[{}]"))
                    .as(route.template())
                    .isEqualTo(route.isOpen());
        }
    }

    @Test
    void whatIsReadWithAnETagCanBeAskedForByIt() {
        for (Route route : routes) {
            if (!route.method().equals(HttpMethod.GET)) {
                continue;
            }
            JsonNode operation = operation(route);
            Set<String> asked = new TreeSet<>();
            for (JsonNode parameter : operation.path("parameters")) {
                asked.add(resolve(parameter).path("name").asText());
            }
            JsonNode answer = resolve(operation.path("responses").path("200"));
            assertThat(answer.path("headers").has("ETag"))
                    .as(route.template())
                    .isEqualTo(asked.contains("If-None-Match"));
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }

    @Test
    void everyExampleOfABodyIsAccepted() {
        int examples = 0;
        for (Route route : routes) {
            for (var content : resolve(operation(route).path("requestBody"))
                    .path("content")
                    .properties()) {
                JsonNode example = content.getValue().path("example");
                if (example.isMissingNode()) {
                    continue;
                }
                examples++;
                if (content.getKey().equals(ContentType.TRANSACTION_TYPE)) {
                    assertThat(Bodies.transaction(bytes(example.toString())).operations())
                            .isNotEmpty();
                } else {
                    Format format = content.getKey().endsWith("json") ? Format.JSON : Format.YAML;
                    String text = example.isTextual() ? example.asText() : example.toString();
                    assertThat(Bodies.resources(bytes(text), format)).isNotEmpty();
                }
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(11);
    }

    @Test
    void everyExampleOfAnAnswerHasOnlyFieldsOfItsSchema() {
        List<String> strangers = new ArrayList<>();
        Set<String> checked = new LinkedHashSet<>();
        for (JsonNode parent : document.findParents("example")) {
            JsonNode schema = resolve(parent.path("schema"));
            JsonNode properties = schema.path("properties");
            JsonNode example = parent.path("example");
            if (!properties.isMissingNode() && example.isObject()) {
                checked.add(example.toString());
                example.fieldNames().forEachRemaining(field -> {
                    if (!properties.has(field)) {
                        strangers.add(field);
                    }
                });
            }
        }
        assertThat(strangers).isEmpty();
        assertThat(checked).hasSizeGreaterThanOrEqualTo(4);
    }

    private static JsonNode operation(Route route) {
        return document.path("paths")
                .path(route.template())
                .path(route.method().name().toLowerCase(Locale.ROOT));
    }

    private static JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
