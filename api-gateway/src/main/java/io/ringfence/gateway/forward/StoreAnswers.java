package io.ringfence.gateway.forward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.gateway.request.StoreAnswer;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads policy-store's HTTP answers. Pure. */
final class StoreAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StoreAnswers() {}

    /** What does not look like an answer of a store says nothing about the outcome. */
    static StoreAnswer read(int status, byte[] body) {
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree == null || !tree.isObject()) {
                return garbled(status);
            }
            return status == 200 ? accepted(tree) : refused(status, tree);
        } catch (IOException | IllegalArgumentException e) {
            return garbled(status);
        }
    }

    private static StoreAnswer accepted(JsonNode tree) {
        boolean judged = tree.path("dryRun").booleanValue();
        if (!judged && !tree.path("revision").isIntegralNumber()) {
            return garbled(200);
        }
        List<StoreAnswer.Outcome> outcomes = new ArrayList<>();
        for (JsonNode result : tree.path("results")) {
            ResourceKey key = ResourceKey.parse(result.path("key").asText())
                    .orElseThrow(() -> new IllegalArgumentException("no key in a result"));
            outcomes.add(new StoreAnswer.Outcome(key, result.path("result").asText()));
        }
        return judged
                ? new StoreAnswer.Judged(outcomes)
                : new StoreAnswer.Committed(new Revision(tree.path("revision").longValue()), outcomes);
    }

    private static StoreAnswer refused(int status, JsonNode tree) {
        String detail = tree.path("detail").asText("policy-store answered " + status);
        List<StoreAnswer.Reason> reasons = new ArrayList<>();
        for (JsonNode problem : tree.path("problems")) {
            reasons.add(new StoreAnswer.Reason(
                    problem.path("operation").asInt(-1),
                    text(problem, "key"),
                    text(problem, "field"),
                    text(problem, "value"),
                    problem.path("reason").asText(""),
                    problem.path("message").asText(detail)));
        }
        if (status == 401) {
            return new StoreAnswer.Unavailable(detail);
        }
        if (status >= 400 && status < 500) {
            return new StoreAnswer.Refused(status, detail, reasons);
        }
        boolean nothingWritten = status == 503
                && reasons.stream()
                        .anyMatch(reason -> reason.reason().equals("unavailable")
                                || reason.reason().equals("busy"));
        return nothingWritten ? new StoreAnswer.Unavailable(detail) : new StoreAnswer.Unknown(detail);
    }

    private static @Nullable String text(JsonNode tree, String field) {
        return tree.hasNonNull(field) ? tree.path(field).asText() : null;
    }

    private static StoreAnswer garbled(int status) {
        return new StoreAnswer.Unknown("policy-store answered " + status + " in no known form");
    }
}
