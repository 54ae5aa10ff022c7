package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.calicoctl.write.Judgement;
import io.ringfence.calicoctl.write.Operation;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.ResourcePath;
import io.ringfence.model.validate.Limits;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The gateway's REST API, as far as this tool uses it. */
public final class Gateway {
    private static final String TRANSACTION = "application/vnd.ringfence.transaction+json";

    /** The end of a request that asks what a write would come to. */
    static final String DRY_RUN = "dryRun=true";

    /** What a deletion sends, so that it is sent only once. */
    private static final byte[] NO_BODY = {};

    private static final Pattern REVISION = Pattern.compile("[0-9]{1,18}");

    private final Access access;
    private final Patience patience;
    private final Consumer<String> trace;

    /**
     * A way to the gateway there; connects only when asked something.
     *
     * @param trace is told each request and its status in one line
     */
    public Gateway(Access access, Patience patience, Consumer<String> trace) {
        this.access = access;
        this.patience = patience;
        this.trace = trace;
    }

    public Answer<Stored> read(ResourceKey key) {
        Exchange exchange = exchange("GET", key, "", Map.of());
        Answer<Resource> answer = exchange.run(null, trace, (body, parser) -> AnswerBody.resource(body, key));
        return switch (answer) {
            case Answer.Done<Resource>(Resource resource) ->
                new Answer.Done<>(new Stored(resource, exchange.header("ETag")));
            case Answer.Refused<Resource> refused -> refused.as();
        };
    }

    /**
     * Tells each resource of a kind, in the gateway's order.
     *
     * @param filter identity fields and what they must be; empty for all
     * @return how many there were
     */
    public Answer<Integer> list(Kind kind, Map<String, String> filter, Consumer<Resource> each) {
        return switch (listed(kind, filter, stored -> each.accept(stored.resource()))) {
            case Answer.Done<Listed>(Listed listed) -> new Answer.Done<>(listed.count());
            case Answer.Refused<Listed> refused -> refused.as();
        };
    }

    /** As {@link #list}, with the state of each; tells also the revision that the list shows. */
    public Answer<Listed> listed(Kind kind, Map<String, String> filter, Consumer<Stored> each) {
        return exchange("GET", ResourcePath.of(kind, filter), Map.of())
                .run(null, trace, (body, parser) -> AnswerBody.items(parser, each));
    }

    /** Creates it; refused with {@link Answer.Refused#CONFLICT} when it exists. */
    public Answer<Boolean> create(Resource resource) {
        return exchange("POST", ResourcePath.of(resource.kind(), Map.of()), Map.of())
                .run(ResourceJson.encode(resource), trace, AnswerBody::skip);
    }

    /** Writes over the state that {@code etag} names; refused with {@link Answer.Refused#PRECONDITION_FAILED} when it changed. */
    public Answer<Boolean> replace(Resource resource, String etag) {
        return exchange("PUT", resource.key(), "", Map.of("If-Match", etag))
                .run(ResourceJson.encode(resource), trace, AnswerBody::skip);
    }

    /**
     * Does the same with all resources, or nothing.
     *
     * @param lenient what exists already (create) or does not exist (delete) is passed over instead of refusing all
     * @return the revision that shows it
     */
    public Answer<Long> transact(Operation operation, List<Resource> resources, boolean lenient) {
        return transact(query(operation, lenient), resources, AnswerBody::revision);
    }

    /**
     * Asks what {@link #transact} would come to now, and writes nothing. It is refused as that would be.
     *
     * @return one for each resource, in their order
     */
    public Answer<List<Judgement>> judge(Operation operation, List<Resource> resources, boolean lenient) {
        return transact(
                query(operation, lenient) + "&" + DRY_RUN,
                resources,
                (body, parser) -> DryRunAnswer.judgements(new ObjectMapper().readTree(body), resources.size()));
    }

    private <T> Answer<T> transact(String query, List<Resource> resources, Exchange.BodyReader<T> reader) {
        byte[] body = array(resources);
        if (body.length > Limits.MAX_BODY_BYTES) {
            // The gateway would say so too, but might end the connection before all is sent.
            return new Answer.Refused<>(
                    Answer.Refused.TOO_LARGE,
                    "body of " + body.length + " bytes is larger than the limit of " + Limits.MAX_BODY_BYTES);
        }
        return exchange("POST", "/v1/transactions?" + query, Map.of()).run(body, trace, reader);
    }

    private static String query(Operation operation, boolean lenient) {
        String skip = operation == Operation.CREATE ? "&skipExists=true" : "&skipNotExists=true";
        return "op=" + operation.verb() + (lenient ? skip : "");
    }

    /**
     * Where the revision is in force, as soon as that is on every live host.
     *
     * @param waitMillis at most so long; 0 asks for what is, 60,000 is the most
     */
    public Answer<Realized> realized(long revision, long waitMillis) {
        return exchange("GET", "/v1/realized?revision=" + revision + "&wait=" + waitMillis + "ms", Map.of())
                .run(null, trace, (body, parser) -> Realized.of(new ObjectMapper().readTree(body)));
    }

    /**
     * Tells every change after a revision as it happens; returns when the gateway ends the stream.
     *
     * @param after negative begins with what comes
     */
    public Answer<Boolean> follow(long after, Consumer<Change> each) {
        return exchange(
                        "GET",
                        "/v1/events" + (after < 0 ? "" : "?from=" + after),
                        Map.of("Accept", "text/event-stream"))
                .follow(trace, new EventFeed(each));
    }

    /**
     * Does all of this, or nothing. Refused with {@link Answer.Refused#NOT_FOUND}, {@link Answer.Refused#CONFLICT} or {@link
     * Answer.Refused#PRECONDITION_FAILED} when something is not as expected.
     */
    public Answer<Boolean> commit(List<Write> writes) {
        return exchange("POST", "/v1/transactions", Map.of("Content-Type", TRANSACTION))
                .run(Write.transaction(writes), trace, AnswerBody::skip);
    }

    /** What all hosts that ever reported say, by name. */
    public Answer<List<HostReport>> hosts() {
        return exchange("GET", "/v1/hosts", Map.of())
                .run(null, trace, (body, parser) -> HostReport.all(new ObjectMapper().readTree(body)));
    }

    /**
     * Deletes it; refused with {@link Answer.Refused#NOT_FOUND} when it does not exist.
     *
     * @return the revision that shows it, 0 when the gateway does not tell
     */
    public Answer<Long> delete(ResourceKey key) {
        Exchange exchange = exchange("DELETE", key, "", Map.of());
        return switch (exchange.run(NO_BODY, trace, AnswerBody::skip)) {
            case Answer.Done<Boolean> done -> {
                String revision = exchange.header("Ringfence-Revision");
                yield new Answer.Done<>(REVISION.matcher(revision).matches() ? Long.parseLong(revision) : 0);
            }
            case Answer.Refused<Boolean> refused -> refused.as();
        };
    }

    /** Asks what {@link #delete} would come to now, and writes nothing. It is refused as that would be. */
    public Answer<Judgement> judgeDelete(ResourceKey key) {
        Exchange exchange = exchange("DELETE", key, "?" + DRY_RUN, Map.of());
        return switch (exchange.run(NO_BODY, trace, AnswerBody::skip)) {
            case Answer.Done<Boolean> done -> {
                if (!exchange.header("Ringfence-Dry-Run").equals("true")) {
                    throw new GatewayException(
                            "The gateway at " + access.address()
                                    + " does not say that nothing was deleted; it may be of another version than this calicoctl.");
                }
                yield new Answer.Done<>(Judgement.DELETED);
            }
            case Answer.Refused<Boolean> refused -> refused.as();
        };
    }

    /** How many bytes {@link #transact} sends for these resources. */
    public static int size(Resource resource) {
        return ResourceJson.encode(resource).length + 1;
    }

    private static byte[] array(List<Resource> resources) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        char separator = '[';
        for (Resource resource : resources) {
            bytes.write(separator);
            bytes.writeBytes(ResourceJson.encode(resource));
            separator = ',';
        }
        bytes.write(']');
        return bytes.toByteArray();
    }

    /** About one resource. A name that no path leads to would be answered for another resource's. */
    private Exchange exchange(String method, ResourceKey key, String query, Map<String, String> headers) {
        String path;
        try {
            path = ResourcePath.of(key);
        } catch (IllegalArgumentException e) {
            throw new GatewayException(String.valueOf(e.getMessage()), e);
        }
        return exchange(method, path + query, headers);
    }

    private Exchange exchange(String method, String path, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (access.token() != null) {
            all.put("Authorization", "Bearer " + access.token());
        }
        return new Exchange(method, URI.create(access.address() + path), all, patience);
    }
}
