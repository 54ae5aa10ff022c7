package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.JsonNode;
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

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() && !node.textValue().isBlank() ? Optional.of(node.textValue()) : Optional.empty();
    }
}
