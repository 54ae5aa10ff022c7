package io.ringfence.store.request;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.store.decide.Outcome;
import io.ringfence.store.decide.Refusal;
import io.ringfence.store.request.Transactions.Answer;
import java.util.List;
import java.util.Locale;

/** Answers as HTTP has them: a status and JSON, for errors the problem details of RFC 9457. Pure. */
final class Answers {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Sent as it is. */
    record Response(int status, String contentType, String body) {}

    private Answers() {}

    static Response of(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> done(done);
            case Answer.Judged(List<Outcome> outcomes) -> judged(outcomes);
            case Answer.Refused(List<Refusal> refusals) ->
                problem(
                        status(refusals.getFirst().reason()),
                        refusals.getFirst().message(),
                        refusals.stream().map(Answers::problemOf).toList());
            case Answer.TooLarge(String limit) -> problem(413, "too-large", limit);
            case Answer.Contended() ->
                problem(
                        409,
                        "contended",
                        "the resources are being changed by others all the time; nothing was written");
            case Answer.Unavailable(String reason) ->
                problem(503, "unavailable", "the store is not available, nothing was written: " + reason);
            case Answer.Unknown(String reason) ->
                problem(503, "outcome-unknown", "outcome unknown, the transaction may have been committed: " + reason);
        };
    }

    static Response malformed(List<RequestProblem> problems) {
        return problem(400, problems.getFirst().message(), problems);
    }

    static Response invalid(List<RequestProblem> problems) {
        return problem(422, problems.getFirst().message(), problems);
    }

    static Response problem(int status, String reason, String detail) {
        return problem(status, detail, List.of(RequestProblem.ofRequest(reason, detail)));
    }

    private static Response done(Answer.Done done) {
        ObjectNode body = NODES.objectNode();
        body.put("revision", done.revision().value());
        if (done.time() != null) {
            body.put("time", done.time().toString());
        }
        results(body, done.outcomes());
        return new Response(200, JSON, body.toString());
    }

    private static Response judged(List<Outcome> outcomes) {
        ObjectNode body = NODES.objectNode();
        body.put("dryRun", true);
        results(body, outcomes);
        return new Response(200, JSON, body.toString());
    }

    private static void results(ObjectNode body, List<Outcome> outcomes) {
        ArrayNode results = body.putArray("results");
        for (Outcome outcome : outcomes) {
            results.addObject()
                    .put("key", outcome.key().toString())
                    .put("result", outcome.result().text());
        }
    }

    private static Response problem(int status, String detail, List<RequestProblem> problems) {
        ObjectNode body = NODES.objectNode();
        body.put("type", "about:blank");
        body.put("title", title(status));
        body.put("status", status);
        body.put("detail", detail);
        ArrayNode list = body.putArray("problems");
        for (RequestProblem problem : problems) {
            ObjectNode node = list.addObject();
            if (problem.operation() != RequestProblem.WHOLE_REQUEST) {
                node.put("operation", problem.operation());
            }
            if (problem.key() != null) {
                node.put("key", problem.key());
            }
            if (problem.field() != null) {
                node.put("field", problem.field());
            }
            node.put("reason", problem.reason()).put("message", problem.message());
        }
        return new Response(status, PROBLEM, body.toString());
    }

    private static RequestProblem problemOf(Refusal refusal) {
        return new RequestProblem(
                refusal.operation(),
                refusal.key().toString(),
                null,
                refusal.reason().name().toLowerCase(Locale.ROOT),
                refusal.message());
    }

    private static int status(Refusal.Reason reason) {
        return switch (reason) {
            case EXISTS -> 409;
            case ABSENT -> 404;
            case CONFLICT -> 412;
            case REPEATED, REFERENCE -> 422;
        };
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Malformed request";
            case 404 -> "Not found";
            case 409 -> "Conflict";
            case 412 -> "Precondition failed";
            case 413 -> "Too large";
            case 415 -> "Unsupported media type";
            case 422 -> "Invalid";
            case 503 -> "Unavailable";
            default -> "Error";
        };
    }
}
