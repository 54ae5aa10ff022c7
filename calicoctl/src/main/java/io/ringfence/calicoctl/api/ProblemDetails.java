package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.calicoctl.api.Answer.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads RFC 9457 problem details. */
final class ProblemDetails {
    private static final String OUTCOME_UNKNOWN = "urn:ringfence:problem:outcome-unknown";

    private ProblemDetails() {}

    /** Whether the gateway itself does not know if a write was done; its message says so. */
    static boolean isOutcomeUnknown(JsonNode tree) {
        return tree.path("type").asText().equals(OUTCOME_UNKNOWN);
    }

    /** The first of the single problems, else the detail, else the title; empty when these are no problem details. */
    static Optional<String> message(JsonNode tree) {
        return text(tree.path("problems").path(0).path("message"))
                .or(() -> text(tree.path("detail")))
                .or(() -> text(tree.path("title")));
    }

    /** The single problems that are about one operation of a transaction, in the order told. */
    static List<Cause> causes(JsonNode tree) {
        List<Cause> causes = new ArrayList<>();
        for (JsonNode problem : tree.path("problems")) {
            int operation = problem.path("operation").asInt(-1);
            if (operation >= 0) {
                text(problem.path("message")).ifPresent(message -> causes.add(new Cause(operation, message)));
            }
        }
        return causes;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
