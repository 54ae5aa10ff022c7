package io.ringfence.gateway.problems;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.validate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A refusal as a whole.
 *
 * @param detail text for people about this case
 * @param items the single reasons; empty when the detail says all
 */
public record ProblemDetails(ProblemType type, String detail, List<ProblemItem> items) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public ProblemDetails {
        items = List.copyOf(items);
    }

    public static ProblemDetails of(ProblemType type, String detail) {
        return new ProblemDetails(type, detail, List.of());
    }

    /** One parameter, header or field is at fault. */
    public static ProblemDetails about(ProblemType type, ProblemItem item) {
        return new ProblemDetails(type, item.message(), List.of(item));
    }

    /** Documents that were refused. */
    public static ProblemDetails of(List<Problem> problems) {
        return new ProblemDetails(
                ProblemType.INVALID,
                Problem.describe(problems),
                problems.stream().map(ProblemItem::of).toList());
    }

    /** The JSON form, UTF-8. */
    public byte[] encode(String requestId) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("type", type.uri());
        tree.put("title", type.title());
        tree.put("status", type.status());
        tree.put("detail", detail);
        tree.put("requestId", requestId);
        ArrayNode problems = tree.putArray("problems");
        items.forEach(item -> problems.add(item.toTree()));
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }
}
