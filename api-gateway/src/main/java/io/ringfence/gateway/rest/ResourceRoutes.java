package io.ringfence.gateway.rest;

import io.ringfence.gateway.intake.ReadModel;
import io.ringfence.gateway.problems.ProblemDetails;
import io.ringfence.gateway.problems.ProblemItem;
import io.ringfence.gateway.problems.ProblemType;
import io.ringfence.gateway.problems.RefusedException;
import io.ringfence.gateway.request.Bodies;
import io.ringfence.gateway.request.Expectation;
import io.ringfence.gateway.request.Operation;
import io.ringfence.gateway.request.StoreAnswer;
import io.ringfence.gateway.request.Transaction;
import io.ringfence.gateway.request.Verb;
import io.ringfence.gateway.view.Item;
import io.ringfence.gateway.view.Snapshot;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.ResourcePath;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists and single resources of every kind. */
final class ResourceRoutes {
    private static final String MIN_REVISION = "minRevision";
    private static final Set<String> WRITE_PARAMETERS = Set.of(Exchange.DRY_RUN);

    private final ReadModel model;
    private final Writes writes;

    ResourceRoutes(ReadModel model, Writes writes) {
        this.model = model;
        this.writes = writes;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            String collection = "/v1/" + kind.collection();
            String one = collection + "/{" + String.join("}/{", kind.identity()) + "}";
            Set<String> filters = new HashSet<>(kind.identity());
            filters.add(MIN_REVISION);
            routes.add(Route.json(HttpMethod.GET, collection, filters, exchange -> list(exchange, kind)));
            routes.add(Route.json(HttpMethod.POST, collection, WRITE_PARAMETERS, exchange -> create(exchange, kind)));
            routes.add(Route.json(HttpMethod.GET, one, Set.of(MIN_REVISION), exchange -> get(exchange, kind)));
            routes.add(Route.json(HttpMethod.PUT, one, WRITE_PARAMETERS, exchange -> put(exchange, kind)));
            routes.add(Route.json(HttpMethod.DELETE, one, WRITE_PARAMETERS, exchange -> delete(exchange, kind)));
        }
        return routes;
    }

    private Future<Void> list(Exchange exchange, Kind kind) {
        Map<String, String> identity = new HashMap<>();
        for (String field : kind.identity()) {
            exchange.parameter(field).ifPresent(value -> identity.put(field, value));
        }
        return read(exchange).compose(reading -> {
            exchange.describe(reading);
            Snapshot snapshot = reading.snapshot();
            String tag = "W/\"" + snapshot.revision() + "\"";
            exchange.response().putHeader("ETag", tag).putHeader("Content-Type", Route.JSON);
            String known = exchange.header("If-None-Match");
            if (known != null && Expectation.names(known, snapshot.revision())) {
                return exchange.sendNothing(304);
            }
            if (exchange.isHead()) {
                return exchange.sendNothing(200);
            }
            return writes.onWorker(() -> snapshot.list(kind, identity))
                    .compose(items -> sendList(exchange, snapshot.revision(), items));
        });
    }

    private Future<Void> sendList(Exchange exchange, Revision revision, Collection<Item> items) {
        return new ListSender(exchange.response(), writes, revision, items.iterator()).send();
    }

    private Future<Void> get(Exchange exchange, Kind kind) {
        ResourceKey key = key(exchange, kind);
        return read(exchange).compose(reading -> {
            exchange.describe(reading);
            Item item = reading.snapshot().get(key).orElseThrow(() -> absent(key));
            String ifMatch = exchange.header("If-Match");
            if (ifMatch != null && !Expectation.names(ifMatch, item.revision())) {
                throw new RefusedException(ProblemDetails.about(
                        ProblemType.PRECONDITION_FAILED,
                        ProblemItem.about("If-Match", ifMatch, "the resource is at revision " + item.revision())));
            }
            String ifNoneMatch = exchange.header("If-None-Match");
            exchange.response().putHeader("ETag", tag(item.revision()));
            if (ifNoneMatch != null && Expectation.names(ifNoneMatch, item.revision())) {
                return exchange.sendNothing(304);
            }
            return exchange.send(200, Route.JSON, Buffer.buffer(ResourceJson.encode(item.resource())));
        });
    }

    private Future<Void> create(Exchange exchange, Kind kind) {
        ContentType type = ContentType.of(exchange, false);
        boolean dryRun = exchange.isDryRun();
        switch (expectation(exchange)) {
            case Expectation.Anything _, Expectation.Absent _ -> {}
            case Expectation.Present _, Expectation.At _ ->
                throw malformed("If-Match", "creating expects that there is nothing");
        }
        return writes.receive(exchange, body -> {
                    Resource resource = Bodies.resource(body, type.format());
                    if (resource.kind() != kind) {
                        throw new RefusedException(ProblemDetails.about(
                                ProblemType.INVALID,
                                ProblemItem.about(
                                        "kind",
                                        resource.kind().text(),
                                        "the path takes " + kind.text() + ", the document is "
                                                + resource.kind().text())));
                    }
                    return prepare(Operation.of(Verb.CREATE, resource, null), dryRun);
                })
                .compose(prepared -> write(exchange, prepared, new Expectation.Anything()));
    }

    private Future<Void> put(Exchange exchange, Kind kind) {
        ResourceKey key = key(exchange, kind);
        ContentType type = ContentType.of(exchange, false);
        boolean dryRun = exchange.isDryRun();
        Expectation expectation = expectation(exchange);
        return writes.receive(exchange, body -> {
                    Resource resource = Bodies.resource(body, type.format());
                    if (!resource.key().equals(key)) {
                        throw new RefusedException(ProblemDetails.about(
                                ProblemType.INVALID,
                                ProblemItem.about(
                                        "metadata",
                                        resource.key().identifier(),
                                        "the path names " + key.identifier() + ", the document "
                                                + resource.key().identifier())));
                    }
                    return prepare(
                            switch (expectation) {
                                case Expectation.Anything _ -> Operation.of(Verb.APPLY, resource, null);
                                case Expectation.Absent _ -> Operation.of(Verb.CREATE, resource, null);
                                case Expectation.Present _ -> Operation.of(Verb.REPLACE, resource, null);
                                case Expectation.At(Revision revision) -> Operation.of(Verb.APPLY, resource, revision);
                            },
                            dryRun);
                })
                .compose(prepared -> write(exchange, prepared, expectation));
    }

    private Future<Void> delete(Exchange exchange, Kind kind) {
        ResourceKey key = key(exchange, kind);
        Expectation expectation = expectation(exchange);
        @Nullable
        Revision expected = switch (expectation) {
            case Expectation.Anything _, Expectation.Present _ -> null;
            case Expectation.At(Revision revision) -> revision;
            case Expectation.Absent _ ->
                throw malformed("If-None-Match", "deleting what does not exist makes no sense");
        };
        Operation delete = new Operation(Verb.DELETE, key, null, expected);
        return write(exchange, prepare(delete, exchange.isDryRun()), expectation);
    }

    private static Writes.Prepared prepare(Operation operation, boolean dryRun) {
        return Writes.Prepared.of(new Transaction(List.of(operation), dryRun));
    }

    private Future<Void> write(Exchange exchange, Writes.Prepared prepared, Expectation expectation) {
        Operation operation = prepared.transaction().operations().getFirst();
        return writes.send(exchange, prepared)
                .map(answer -> asPrecondition(answer, expectation))
                .compose(answer -> Writes.accepted(exchange, answer))
                .compose(accepted -> written(exchange, operation, accepted));
    }

    /** "Exists" and "does not exist" are failed preconditions when the request made them one (RFC 9110, 13.1). */
    private static StoreAnswer asPrecondition(StoreAnswer answer, Expectation expectation) {
        if (!(answer instanceof StoreAnswer.Refused refused)) {
            return answer;
        }
        boolean failed = switch (expectation) {
            case Expectation.Absent _ -> refused.status() == 409 && refused.isFor("exists");
            case Expectation.Present _ -> refused.status() == 404;
            case Expectation.Anything _, Expectation.At _ -> false;
        };
        return failed ? new StoreAnswer.Refused(412, refused.detail(), refused.reasons()) : answer;
    }

    private Future<Void> written(Exchange exchange, Operation operation, StoreAnswer.Accepted accepted) {
        Resource resource = operation.resource();
        boolean created = accepted.outcomes().stream()
                .anyMatch(outcome -> outcome.result().equals("created"));
        switch (accepted) {
            case StoreAnswer.Judged _ -> exchange.describeDryRun();
            case StoreAnswer.Committed committed -> {
                exchange.response()
                        .putHeader(Exchange.REVISION, committed.revision().toString());
                if (resource != null) {
                    describe(exchange, resource, committed, created);
                }
            }
        }
        if (resource == null) {
            return exchange.sendNothing(204);
        }
        return exchange.send(created ? 201 : 200, Route.JSON, Buffer.buffer(ResourceJson.encode(resource)));
    }

    private void describe(Exchange exchange, Resource resource, StoreAnswer.Committed committed, boolean created) {
        if (created) {
            exchange.response().putHeader("Location", ResourcePath.of(resource.key()));
        }
        if (committed.hasChanged()) {
            exchange.response().putHeader("ETag", tag(committed.revision()));
        } else {
            unchangedTag(resource).ifPresent(tag -> exchange.response().putHeader("ETag", tag));
        }
    }

    /** The store does not say at which revision an unchanged resource is; the view does, unless it is behind. */
    private Optional<String> unchangedTag(Resource resource) {
        return model.snapshot()
                .flatMap(snapshot -> snapshot.get(resource.key()))
                .filter(item -> item.resource().equals(resource))
                .map(item -> tag(item.revision()));
    }

    private Future<ReadModel.Reading> read(Exchange exchange) {
        return model.read(exchange.revisionParameter(MIN_REVISION).orElse(Revision.NONE));
    }

    private static ResourceKey key(Exchange exchange, Kind kind) {
        return ResourceKey.of(kind, kind.identity().stream().map(exchange::part).toArray(String[]::new));
    }

    private static Expectation expectation(Exchange exchange) {
        return Expectation.of(exchange.header("If-Match"), exchange.header("If-None-Match"));
    }

    private static String tag(Revision revision) {
        return "\"" + revision + "\"";
    }

    private static RefusedException absent(ResourceKey key) {
        String message = "resource does not exist: " + key.identifier();
        return new RefusedException(new ProblemDetails(
                ProblemType.NOT_FOUND,
                message,
                List.of(new ProblemItem(null, key.toString(), 0, 0, null, null, "absent", message))));
    }

    private static RefusedException malformed(String header, String reason) {
        return new RefusedException(
                ProblemDetails.about(ProblemType.MALFORMED, ProblemItem.about(header, null, reason)));
    }
}
