package io.ringfence.store.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.Format;
import io.ringfence.model.text.Place;
import io.ringfence.model.text.ReadResult;
import io.ringfence.model.text.ResourceReader;
import io.ringfence.model.validate.Limits;
import io.ringfence.model.validate.Problem;
import io.ringfence.store.decide.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a transaction: {@code {"operations":[{"op","key","resource","expectedRevision"}],"dryRun":false}}. Pure.
 *
 * <p>{@code dryRun} is part of the body and no parameter of the URL: a store that does not know it refuses the body, where it would pass
 * over the parameter and write.
 */
final class RequestReader {
    /** Levels around a document: the body, the list, the operation. */
    private static final int ENVELOPE_NESTING = 3;

    private static final ObjectReader JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(Limits.MAX_NESTING + ENVELOPE_NESTING)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private static final Set<String> BODY_FIELDS = Set.of("operations", "dryRun");
    private static final Set<String> OPERATION_FIELDS = Set.of("op", "key", "resource", "expectedRevision");

    private final List<Operation> operations = new ArrayList<>();
    private final List<RequestProblem> problems = new ArrayList<>();

    private RequestReader() {}

    /** A body, understood or not. */
    sealed interface Body {
        /**
         * At least one operation.
         *
         * @param dryRun they are judged and not carried out
         */
        record Understood(List<Operation> operations, boolean dryRun) implements Body {}

        /** Not JSON, or not of the form above. */
        record Malformed(List<RequestProblem> problems) implements Body {}

        /** Some resource is not valid. */
        record Invalid(List<RequestProblem> problems) implements Body {}
    }

    static Body read(byte[] bytes) {
        JsonNode body;
        try {
            body = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            return malformed("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            return malformed("not JSON: " + e.getMessage());
        }
        if (!(body instanceof ObjectNode)) {
            return malformed("the body must be a JSON object");
        }
        Optional<String> unknown = unknownField(body, BODY_FIELDS);
        if (unknown.isPresent()) {
            return malformed("unknown field: " + unknown.get());
        }
        JsonNode list = body.path("operations");
        if (!list.isArray() || list.isEmpty()) {
            return malformed("operations must be a list of at least one operation");
        }
        if (body.has("dryRun") && !body.get("dryRun").isBoolean()) {
            return malformed("dryRun must be true or false");
        }
        return new RequestReader().operations(list, body.path("dryRun").booleanValue());
    }

    private Body operations(JsonNode list, boolean dryRun) {
        boolean malformed = false;
        for (int index = 0; index < list.size() && problems.size() < Limits.MAX_PROBLEMS; index++) {
            Optional<RequestProblem> problem = problemOf(index, list.get(index));
            if (problem.isPresent()) {
                problems.add(problem.get());
                malformed = true;
            } else {
                operation(index, list.get(index));
            }
        }
        if (malformed) {
            return new Body.Malformed(problems);
        }
        return problems.isEmpty() ? new Body.Understood(operations, dryRun) : new Body.Invalid(problems);
    }

    /** What is wrong with the operation's own fields. */
    private static Optional<RequestProblem> problemOf(int index, JsonNode node) {
        String key = node.path("key").isTextual() ? node.path("key").textValue() : null;
        String message = null;
        String field = null;
        JsonNode revision = node.path("expectedRevision");
        if (!node.isObject()) {
            message = "an operation must be an object";
        } else if (unknownField(node, OPERATION_FIELDS).isPresent()) {
            field = unknownField(node, OPERATION_FIELDS).get();
            message = "unknown field: " + field;
        } else if (!Set.of("create", "apply", "replace", "delete")
                .contains(node.path("op").asText())) {
            field = "op";
            message = "op must be create, apply, replace or delete";
        } else if (key == null || ResourceKey.parse(key).isEmpty()) {
            field = "key";
            message = "not a resource key: " + node.path("key").asText();
        } else if (!revision.isMissingNode()
                && (!revision.canConvertToLong() || !revision.isIntegralNumber() || revision.longValue() < 0)) {
            field = "expectedRevision";
            message = "expectedRevision must be a whole number from 0";
        } else if (node.has("resource") == node.path("op").asText().equals("delete")) {
            field = "resource";
            message = node.has("resource") ? "a deletion has no resource" : "resource is missing";
        }
        return message == null
                ? Optional.empty()
                : Optional.of(new RequestProblem(index, key, field, "malformed", message));
    }

    private void operation(int index, JsonNode node) {
        String text = node.path("key").asText();
        ResourceKey key = ResourceKey.parse(text).orElseThrow();
        Revision expected = node.has("expectedRevision")
                ? new Revision(node.get("expectedRevision").longValue())
                : null;
        String op = node.path("op").asText();
        if (op.equals("delete")) {
            operations.add(new Operation.Delete(key, expected));
            return;
        }
        Resource resource = resource(index, text, node.get("resource"));
        if (resource == null) {
            return;
        }
        if (!resource.key().equals(key)) {
            problems.add(new RequestProblem(
                    index, text, "key", "invalid", "the key must be that of the resource, " + resource.key()));
            return;
        }
        operations.add(
                switch (op) {
                    case "create" -> new Operation.Create(resource, expected);
                    case "replace" -> new Operation.Replace(resource, expected);
                    default -> new Operation.Apply(resource, expected);
                });
    }

    private @Nullable Resource resource(int index, String key, JsonNode document) {
        switch (ResourceReader.read(document.toString().getBytes(StandardCharsets.UTF_8), Format.JSON)) {
            case ReadResult.Accepted(List<Resource> resources, List<Place> places) -> {
                if (resources.size() == 1 && document.isObject()) {
                    return resources.getFirst();
                }
                problems.add(new RequestProblem(index, key, "resource", "invalid", "resource must be one document"));
            }
            case ReadResult.Refused(List<Problem> found) ->
                found.forEach(problem ->
                        problems.add(new RequestProblem(index, key, problem.field(), "invalid", problem.message())));
        }
        return null;
    }

    private static Optional<String> unknownField(JsonNode node, Set<String> known) {
        for (var field : node.properties()) {
            if (!known.contains(field.getKey())) {
                return Optional.of(field.getKey());
            }
        }
        return Optional.empty();
    }

    private static Body malformed(String message) {
        return new Body.Malformed(List.of(RequestProblem.ofRequest("malformed", message)));
    }
}
