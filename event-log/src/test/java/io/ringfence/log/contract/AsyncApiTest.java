package io.ringfence.log.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.ringfence.log.record.ResourceEvent;
import io.ringfence.log.record.ResourceEventCodec;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.WorkloadEndpoint;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.testkit.Generate;
import io.ringfence.testkit.Laws;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

/** What {@code docs/asyncapi.yaml} and {@code docs/schemas} promise is what the code sends. */
final class AsyncApiTest {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final Map<Kind, JsonSchema> SCHEMAS = new EnumMap<>(Kind.class);
    private static final JsonNode API = readApi();

    static {
        for (Kind kind : Kind.values()) {
            SCHEMAS.put(kind, schema("schemas/" + kind.text() + ".json"));
        }
    }

    private static JsonNode readApi() {
        try {
            return new YAMLMapper().readTree(Documents.text("asyncapi.yaml"));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonSchema schema(String location) {
        return FACTORY.getSchema(SchemaLocation.of(Documents.path(".").toUri() + location));
    }

    private static Set<String> problems(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toSet());
    }

    private static JsonSchema schemaOf(Resource resource) {
        return java.util.Objects.requireNonNull(SCHEMAS.get(resource.kind()));
    }

    @Test
    void everyGeneratedResourceIsWhatItsSchemaSays() {
        Set<Kind> seen = new HashSet<>();
        Laws.forAll(500, random -> {
            Resource resource = Generate.resource(random);
            seen.add(resource.kind());
            assertThat(problems(schemaOf(resource), ResourceJson.toTree(resource)))
                    .as("%s", ResourceJson.toTree(resource))
                    .isEmpty();
        });
        assertThat(seen).hasSizeGreaterThan(4);
    }

    @Test
    void everyFieldOfTheRestIsWhatItsSchemaSays() {
        List<Resource> resources = List.of(
                new IpPool(Cidr.of("10.0.0.0/16"), true, IpPool.IpipMode.CROSS_SUBNET, true, true),
                new IpPool(Cidr.of("fd00::/64"), false, IpPool.IpipMode.UNSET, false, false),
                new IpamBlock(
                        Cidr.of("10.0.0.64/26"),
                        "host-1",
                        List.of(
                                new IpamBlock.Allocation(0, "host-1", "docker", "h-1", Instant.EPOCH),
                                new IpamBlock.Allocation(63, "host-2", "docker", "h-2", Instant.ofEpochMilli(1)))),
                new IpamBlock(Cidr.of("fd00::40/122"), null, List.of()),
                new Node(
                        "host-1",
                        new Node.Bgp(64512L, "10.0.0.1/24", "fd00::1/64"),
                        List.of(new Node.OrchRef("k8s", "n1"), new Node.OrchRef("docker", null))),
                new Node("host-2", null, List.of()),
                new HostEndpoint("host-1", "any", Map.of(), "*", List.of(), List.of(), List.of()),
                new WorkloadEndpoint(
                        "host-1",
                        "k8s",
                        "ns/pod",
                        "eth0",
                        "instance",
                        Map.of("role", "db"),
                        List.of(Cidr.of("10.0.0.1")),
                        List.of(new WorkloadEndpoint.IpNat(Cidr.of("10.0.0.1"), Cidr.of("192.0.2.1"))),
                        Cidr.of("10.0.0.254"),
                        Cidr.of("fd00::1"),
                        List.of("a"),
                        "cali0",
                        "ee:ee:ee:ee:ee:ee",
                        List.of()));
        for (Resource resource : resources) {
            assertThat(problems(schemaOf(resource), ResourceJson.toTree(resource)))
                    .as("%s", resource.key())
                    .isEmpty();
        }
    }

    @Test
    void theSchemasRefuseWhatIsNotOurs() {
        Laws.forAll(100, random -> {
            Resource resource = Generate.resource(random);
            ObjectNode more = ResourceJson.toTree(resource);
            ((ObjectNode) more.get("spec")).put("colour", "blue");
            assertThat(problems(schemaOf(resource), more)).isNotEmpty();
            ObjectNode less = ResourceJson.toTree(resource);
            ((ObjectNode) less.get("metadata")).remove("name");
            assertThat(problems(schemaOf(resource), less)).isNotEmpty();
            ObjectNode other = ResourceJson.toTree(resource);
            other.put("kind", "banana");
            assertThat(problems(schemaOf(resource), other)).isNotEmpty();
        });
    }

    @Test
    void theTopicIsTheCodes() {
        JsonNode channel = API.at("/channels/policyEvents");
        assertThat(channel.path("address").asText()).isEqualTo(Topics.EVENTS);
        assertThat(channel.at("/bindings/kafka/topic").asText()).isEqualTo(Topics.EVENTS);
    }

    @Test
    void thePayloadsAreOneSchemaForEachKind() {
        Set<String> files = StreamSupport.stream(
                        API.at("/components/messages/resourceWritten/payload/oneOf")
                                .spliterator(),
                        false)
                .map(each -> each.path("$ref").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(files)
                .isEqualTo(Arrays.stream(Kind.values())
                        .map(kind -> "schemas/" + kind.text() + ".json")
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertThat(files).allSatisfy(file -> assertThat(Documents.path(file)).isRegularFile());
    }

    @Test
    void theHeadersAreThoseThatTheCodecWrites() {
        JsonSchema written = schema("asyncapi.yaml#/components/schemas/writtenHeaders");
        JsonSchema deleted = schema("asyncapi.yaml#/components/schemas/deletedHeaders");
        Set<String> names = new HashSet<>();
        Laws.forAll(100, random -> {
            Resource resource = Generate.resource(random);
            boolean gone = random.nextBoolean();
            ResourceEvent.Type type = gone
                    ? ResourceEvent.Type.DELETED
                    : random.nextBoolean() ? ResourceEvent.Type.CREATED : ResourceEvent.Type.UPDATED;
            ObjectNode headers = headers(ResourceEventCodec.encode(new ResourceEvent(
                    type,
                    resource.key(),
                    gone ? null : resource,
                    new Revision(1 + random.nextInt(1000)),
                    Instant.EPOCH,
                    random.nextBoolean())));
            headers.fieldNames().forEachRemaining(names::add);
            assertThat(problems(gone ? deleted : written, headers)).isEmpty();
            assertThat(problems(gone ? written : deleted, headers)).isNotEmpty();
        });
        Set<String> documented = new HashSet<>();
        API.at("/components/schemas/writtenHeaders/properties").fieldNames().forEachRemaining(documented::add);
        assertThat(names).isEqualTo(documented);
    }

    @Test
    void everyKindsKeyHasTheDocumentedForm() {
        JsonSchema key = schema("asyncapi.yaml#/components/schemas/resourceKey");
        for (Kind kind : Kind.values()) {
            String[] parts = kind.identity().stream().map(name -> "a/b%").toArray(String[]::new);
            assertThat(problems(
                            key,
                            JsonNodeFactory.instance.textNode(
                                    ResourceKey.of(kind, parts).toString())))
                    .isEmpty();
        }
        assertThat(problems(key, JsonNodeFactory.instance.textNode("policy"))).isNotEmpty();
    }

    private static ObjectNode headers(ProducerRecord<String, byte[]> record) {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }
}
