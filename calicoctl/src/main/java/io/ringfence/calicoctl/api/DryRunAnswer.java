package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.calicoctl.write.Judgement;
import java.util.ArrayList;
import java.util.List;

/** Reads what a transaction would have come to. */
final class DryRunAnswer {
    private DryRunAnswer() {}

    /** One judgement for each resource. Throws {@link IllegalArgumentException} when the answer does not say that nothing was written. */
    static List<Judgement> judgements(JsonNode body, int resources) {
        if (!body.path("dryRun").booleanValue()) {
            throw new IllegalArgumentException("expected the word that nothing was written");
        }
        List<Judgement> judgements = new ArrayList<>();
        for (JsonNode result : body.path("results")) {
            String word = result.path("result").asText();
            judgements.add(Judgement.byResult(word)
                    .orElseThrow(() -> new IllegalArgumentException("unknown result '" + word + "'")));
        }
        if (judgements.size() != resources) {
            throw new IllegalArgumentException("expected " + resources + " results, there are " + judgements.size());
        }
        return judgements;
    }
}
