package io.ringfence.gateway.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.gateway.request.Bodies;
import io.ringfence.gateway.request.Skips;
import io.ringfence.gateway.request.StoreAnswer;
import io.ringfence.gateway.request.Transaction;
import io.ringfence.gateway.request.Verb;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;

/** Many resources at once, all or nothing. */
final class TransactionRoutes {
    /** Rounds in which operations that somebody else has just made needless are left out. Only a race needs more than two. */
    private static final int MAX_ROUNDS = 8;

    private final ReadModel model;
    private final Writes writes;

    TransactionRoutes(ReadModel model, Writes writes) {
        this.model = model;
        this.writes = writes;
    }

    List<Route> routes() {
        return List.of(Route.json(
                HttpMethod.POST,
                "/v1/transactions",
                Set.of("op", "skipExists", "skipNotExists", Exchange.DRY_RUN),
                this::transact));
    }

    private Future<Void> transact(Exchange exchange) {
        ContentType type = ContentType.of(exchange, true);
        Verb verb = verb(exchange, type);
        boolean skipExists = flag(exchange, "skipExists", verb == Verb.CREATE, "needs op=create");
        boolean skipAbsent = flag(exchange, "skipNotExists", verb == Verb.DELETE, "needs op=delete");
        boolean dryRun = exchange.isDryRun();
        String skipped = skipExists ? "exists" : skipAbsent ? "absent" : "";
        if (exchange.header("If-Match") != null || exchange.header("If-None-Match") != null) {
            throw new RefusedException(ProblemDetails.of(
                    ProblemType.MALFORMED,
                    "a transaction takes no If-Match or If-None-Match; give each operation its expectedRevision, in a body of type "
                            + ContentType.TRANSACTION_TYPE));
        }
        return writes.receive(exchange, body -> {
                    Transaction transaction = type == ContentType.TRANSACTION
                            ? Bodies.transaction(body)
                            : Bodies.transaction(verb, body, type.format());
                    return Writes.Prepared.of(transaction.asDryRun(dryRun));
                })
                .compose(prepared -> send(exchange, prepared, new Skips(prepared.transaction(), skipped), 1))
                .compose(answer -> exchange.send(200, Route.JSON, Buffer.buffer(answer.toString())));
    }

    private Verb verb(Exchange exchange, ContentType type) {
        String text = exchange.parameter("op").orElse(null);
        if (type == ContentType.TRANSACTION) {
            if (text != null) {
                throw exchange.badParameter("op", text, "each operation of this content type names its own");
            }
            return Verb.APPLY; // Not used: the operations name their own.
        }
        if (text == null) {
            throw exchange.badParameter("op", null, "is needed: create, apply, replace or delete");
        }
        return Verb.byText(text)
                .orElseThrow(() -> exchange.badParameter("op", text, "must be create, apply, replace or delete"));
    }

    private static boolean flag(Exchange exchange, String name, boolean fits, String why) {
        String text = exchange.parameter(name).orElse("false");
        return switch (text) {
            case "false" -> false;
            case "true", "" -> {
                if (!fits) {
                    throw exchange.badParameter(name, null, why);
                }
                yield true;
            }
            default -> throw exchange.badParameter(name, text, "must be true or false");
        };
    }

    /** Sends what is not skipped; what the store finds needless is skipped and the rest is sent again: nothing of it was stored. */
    private Future<ObjectNode> send(Exchange exchange, Writes.Prepared prepared, Skips skips, int round) {
        if (prepared.transaction().operations().isEmpty()) {
            StoreAnswer.Accepted nothing = prepared.transaction().dryRun()
                    ? new StoreAnswer.Judged(List.of())
                    : new StoreAnswer.Committed(model.newest(), List.of());
            return Future.succeededFuture(result(exchange, skips, nothing));
        }
        return writes.send(exchange, prepared).compose(answer -> {
            if (answer instanceof StoreAnswer.Refused refused && round < MAX_ROUNDS) {
                if (skips.skip(refused.reasons())) {
                    return writes.onWorker(() -> Writes.Prepared.of(skips.remaining()))
                            .compose(rest -> send(exchange, rest, skips, round + 1));
                }
                return Writes.accepted(exchange, skips.renumber(refused)).mapEmpty();
            }
            return Writes.accepted(exchange, answer).map(accepted -> result(exchange, skips, accepted));
        });
    }

    private static ObjectNode result(Exchange exchange, Skips skips, StoreAnswer.Accepted accepted) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        switch (accepted) {
            case StoreAnswer.Judged _ -> {
                exchange.describeDryRun();
                tree.put("dryRun", true);
            }
            case StoreAnswer.Committed(Revision revision, var _) -> {
                exchange.response().putHeader(Exchange.REVISION, revision.toString());
                tree.put("revision", revision.value());
            }
        }
        ArrayNode results = tree.putArray("results");
        for (StoreAnswer.Outcome outcome : skips.merge(accepted.outcomes())) {
            results.addObject()
                    .put("key", outcome.key().toString())
                    .put("kind", outcome.key().kind().text())
                    .put("result", outcome.result());
        }
        return tree;
    }
}
