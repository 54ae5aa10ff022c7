package io.ringfence.gateway.problems;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.validate.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One reason among those of a refusal.
 *
 * @param operation index of the operation in the transaction, from 0; null when the reason is not about one
 * @param key of the resource; null when none is known
 * @param document number of the document in the body, from 1; 0 when it is not about one
 * @param line in the body, from 1; 0 when unknown
 * @param field path of the field, or the name of the parameter or header; null when no one field is at fault
 * @param value the value at fault; null when there is none
 * @param reason what is wrong; may be empty
 * @param message the whole text for people
 */
public record ProblemItem(
        @Nullable Integer operation,
        @Nullable String key,
        int document,
        int line,
        @Nullable String field,
        @Nullable String value,
        String reason,
        String message) {
    /** Longer values are cut, so that an answer never mirrors a large request. */
    static final int MAX_VALUE = 256;

    public static ProblemItem of(Problem problem) {
        return new ProblemItem(
                null,
                null,
                problem.document(),
                problem.line(),
                problem.field(),
                problem.value(),
                problem.reason(),
                problem.message());
    }

    /** About a parameter, a header or a field of a request, not of a document. */
    public static ProblemItem about(String field, @Nullable String value, String reason) {
        String message = field + (value == null ? "" : " = '" + cut(value) + "'") + ": " + reason;
        return new ProblemItem(null, null, 0, 0, field, value, reason, message);
    }

    /** The same reason, inside the resource of an operation. */
    public ProblemItem within(int operationIndex, String fieldPrefix) {
        return new ProblemItem(
                operationIndex,
                key,
                document,
                line,
                field == null ? fieldPrefix : fieldPrefix + "." + field,
                value,
                reason,
                message);
    }

    ObjectNode toTree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        if (operation != null) {
            tree.put("operation", operation);
        }
        if (key != null) {
            tree.put("key", key);
        }
        if (document > 0) {
            tree.put("document", document);
        }
        if (line > 0) {
            tree.put("line", line);
        }
        if (field != null) {
            tree.put("field", cut(field));
        }
        if (value != null) {
            tree.put("value", cut(value));
        }
        return tree.put("reason", reason).put("message", message);
    }

    static String cut(String text) {
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE) + "...";
    }
}
