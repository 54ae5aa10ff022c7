package io.ringfence.gateway.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemItem;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.JsonReason;
import io.ringfence.model.text.Place;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.validate.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads bodies. Every method throws {@link RefusedException} for what it cannot accept. */
public final class Bodies {
    private static final Set<String> OPERATION_FIELDS = Set.of("op", "key", "resource", "expectedRevision");

    private static final ObjectMapper STRICT_JSON = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.MAX_NESTING)
                            .maxDocumentLength(Limits.MAX_BODY_BYTES)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private Bodies() {}

    /** Any number of resources, at least one. */
    public static List<Resource> resources(byte[] body, Format format) {
        return switch (ResourceReader.read(body, format)) {
            case ReadResult.Accepted(List<Resource> resources, List<Place> places) -> resources;
            case ReadResult.Refused(var problems) -> throw new RefusedException(ProblemDetails.of(problems));
        };
    }

    /** Exactly one resource. */
    public static Resource resource(byte[] body, Format format) {
        List<Resource> resources = resources(body, format);
        if (resources.size() > 1) {
            throw invalid("the body holds " + resources.size()
                    + " resources, one is expected here; send several to /v1/transactions");
        }
        return resources.getFirst();
    }

    /** The same verb for every resource of the body. */
    public static Transaction transaction(Verb verb, byte[] body, Format format) {
        List<Operation> operations = new ArrayList<>();
        for (Resource resource : resources(body, format)) {
            operations.add(Operation.of(verb, resource, null));
        }
        return new Transaction(operations);
    }

    /** The form with explicit operations: {@code {"operations":[{"op":...,"key":...,"resource":...,"expectedRevision":...}]}}. */
    public static Transaction transaction(byte[] body) {
        JsonNode tree = parse(body);
        if (!tree.isObject() || !tree.path("operations").isArray()) {
            throw invalid("the body must be an object with the array 'operations'");
        }
        if (tree.size() > 1) {
            throw about("operations", null, "the body has no other field than this");
        }
        JsonNode list = tree.path("operations");
        if (list.isEmpty()) {
            throw about("operations", null, "at least one operation is needed");
        }
        List<Operation> operations = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            operations.add(operation(list.get(i), i));
        }
        return new Transaction(operations);
    }

    private static JsonNode parse(byte[] body) {
        try {
            // Decoded here, because the parser is lenient about some ill-formed UTF-8.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return STRICT_JSON.readTree(text);
        } catch (CharacterCodingException e) {
            throw new RefusedException(ProblemDetails.of(ProblemType.MALFORMED, "the body is not valid UTF-8"));
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            String reason = JsonReason.of(e);
            String message = "error parsing document: line " + line + ": " + reason;
            throw new RefusedException(new ProblemDetails(
                    ProblemType.MALFORMED,
                    message,
                    List.of(new ProblemItem(null, null, 1, Math.max(0, line), null, null, reason, message))));
        }
    }

    private static Operation operation(JsonNode tree, int index) {
        String place = "operations[" + index + "]";
        if (!tree.isObject()) {
            throw about(place, null, "an operation is an object");
        }
        Set<String> unknown = new TreeSet<>();
        tree.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(OPERATION_FIELDS);
        if (!unknown.isEmpty()) {
            throw about(place + "." + unknown.iterator().next(), null, "there is no such field");
        }
        Verb verb = Verb.byText(tree.path("op").asText(""))
                .filter(_ -> tree.path("op").isTextual())
                .orElseThrow(() ->
                        about(place + ".op", tree.path("op").asText(""), "must be create, apply, replace or delete"));
        Revision expected = expected(tree.get("expectedRevision"), place);
        JsonNode document = tree.get("resource");
        @Nullable ResourceKey key = key(tree.get("key"), place);
        if (verb == Verb.DELETE) {
            if (document != null) {
                throw about(place + ".resource", null, "a deletion carries no resource");
            }
            if (key == null) {
                throw about(place + ".key", null, "is needed");
            }
            return new Operation(verb, key, null, expected);
        }
        if (document == null) {
            throw about(place + ".resource", null, "is needed to " + verb.text());
        }
        Resource resource = resource(document, index, place);
        if (key != null && !key.equals(resource.key())) {
            throw about(
                    place + ".key",
                    key.toString(),
                    "the key names " + key.identifier() + ", the document "
                            + resource.key().identifier());
        }
        return Operation.of(verb, resource, expected);
    }

    private static Resource resource(JsonNode document, int index, String place) {
        byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
        if (!document.isObject()) {
            throw about(place + ".resource", null, "a resource is an object");
        }
        return switch (ResourceReader.read(bytes, Format.JSON)) {
            case ReadResult.Accepted(List<Resource> resources, List<Place> places) -> {
                if (resources.size() != 1) {
                    throw about(place + ".resource", null, "one resource is expected here");
                }
                yield resources.getFirst();
            }
            case ReadResult.Refused(var problems) -> {
                ProblemDetails details = ProblemDetails.of(problems);
                throw new RefusedException(new ProblemDetails(
                        details.type(),
                        details.detail(),
                        details.items().stream()
                                .map(item -> item.within(index, place + ".resource"))
                                .toList()));
            }
        };
    }

    private static @Nullable ResourceKey key(@Nullable JsonNode value, String place) {
        if (value == null) {
            return null;
        }
        return ResourceKey.parse(value.asText(""))
                .filter(_ -> value.isTextual())
                .orElseThrow(() ->
                        about(place + ".key", value.asText(""), "must be kind/identity, for example policy/databases"));
    }

    private static @Nullable Revision expected(@Nullable JsonNode value, String place) {
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw about(
                    place + ".expectedRevision",
                    value.asText(""),
                    "must be a revision; 0 says that the resource must not exist");
        }
        return new Revision(value.longValue());
    }

    private static RefusedException invalid(String detail) {
        return new RefusedException(ProblemDetails.of(ProblemType.INVALID, detail));
    }

    private static RefusedException about(String field, @Nullable String value, String reason) {
        return new RefusedException(ProblemDetails.about(ProblemType.INVALID, ProblemItem.about(field, value, reason)));
    }
}
