package io.ringfence.agent.docker.engine;

import io.ringfence.kit.http.ClientCalls;
import io.ringfence.model.net.Cidr;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.parsetools.RecordParser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks the engine. A question that is not answered fails with an {@link EngineException}. */
public final class Engine {
    /** The engine answers from memory; it is silent for long only while it starts. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** An engine with thousands of containers says this much. */
    private static final int MAX_ANSWER_BYTES = 16 << 20;

    private static final int MAX_EVENT_BYTES = 1 << 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final SocketAddress address;
    private final Path socket;

    public Engine(Vertx vertx, Path socket) {
        this.vertx = vertx;
        this.socket = socket;
        this.address = SocketAddress.domainSocketAddress(socket.toString());
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()),
                // One more than the questions at once, for the events.
                new PoolOptions().setHttp1MaxSize(9).setMaxWaitQueueSize(256));
    }

    /** One network with its endpoints. */
    public Future<EngineNetwork> network(String id) {
        return ask("/networks/" + encode(id), body -> EngineMessages.network(EngineMessages.tree(body)));
    }

    /** All networks of a driver, without their endpoints. */
    public Future<List<EngineNetwork>> networks(String driver) {
        return ask("/networks?filters=" + encode("{\"driver\":[\"" + driver + "\"]}"), EngineMessages::networks);
    }

    /** All containers, running or not. Answered while a container is being started, unlike questions about that container alone. */
    public Future<List<EngineContainer>> containers() {
        return ask("/containers/json?all=1", EngineMessages::containers);
    }

    /** Addresses that containers have, whether they run yet or not, and those that networks keep for themselves. */
    public Future<Set<Cidr>> addresses() {
        return ask("/containers/json?all=1", EngineMessages::addresses)
                .compose(used -> ask("/networks", EngineMessages::reservedAddresses)
                        .map(reserved -> {
                            Set<Cidr> all = new HashSet<>(used);
                            all.addAll(reserved);
                            return all;
                        }));
    }

    /** The containers that have exactly this name: one or none. */
    public Future<List<EngineContainer>> containersNamed(String name) {
        return ask(
                        "/containers/json?all=1&filters=" + encode("{\"name\":[\"^/" + name + "$\"]}"),
                        EngineMessages::containers)
                .map(containers -> containers.stream()
                        .filter(container -> container.name().equals(name))
                        .toList());
    }

    /**
     * What happens to networks from now on, until the engine ends the stream.
     *
     * @param connected called once the stream is open, before the first event
     * @return fails or completes at the stream's end
     */
    public Future<Void> events(Runnable connected, Consumer<EngineEvent> event) {
        return ClientCalls.onEventLoop(vertx, () -> follow(connected, event));
    }

    private Future<Void> follow(Runnable connected, Consumer<EngineEvent> event) {
        Promise<Void> ended = Promise.promise();
        get("/events?filters=" + encode("{\"type\":[\"network\"]}"))
                .onFailure(ended::tryFail)
                .onSuccess(response -> {
                    if (response.statusCode() != 200) {
                        response.request().reset();
                        ended.tryFail("the engine answered with status " + response.statusCode());
                        return;
                    }
                    response.exceptionHandler(ended::tryFail);
                    response.endHandler(_ -> ended.tryComplete());
                    RecordParser lines = RecordParser.newDelimited("\n", line -> {
                        try {
                            event.accept(EngineMessages.event(line.getBytes()));
                        } catch (IllegalArgumentException e) {
                            response.request().reset();
                            ended.tryFail("the engine's event cannot be read: " + e.getMessage());
                        }
                    });
                    lines.maxRecordSize(MAX_EVENT_BYTES);
                    lines.exceptionHandler(e -> {
                        response.request().reset();
                        ended.tryFail(e);
                    });
                    connected.run();
                    response.handler(lines);
                });
        return ended.future();
    }

    private <T> Future<T> ask(String uri, Function<byte[], T> reader) {
        return ClientCalls.onEventLoop(
                        vertx,
                        () -> get(uri).compose(response -> ClientCalls.body(response, MAX_ANSWER_BYTES)
                                .map(Buffer::getBytes)
                                .compose(body -> response.statusCode() == 200
                                        ? Future.succeededFuture(reader.apply(body))
                                        : Future.failedFuture(new EngineException(
                                                response.statusCode(),
                                                EngineMessages.message(response.statusCode(), body))))))
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .recover(e -> Future.failedFuture(
                        e instanceof EngineException
                                ? e
                                : new EngineException(
                                        0, "the engine at " + socket + " does not answer: " + e.getMessage())));
    }

    private Future<HttpClientResponse> get(String uri) {
        return client.request(new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setServer(address)
                        .setHost("localhost")
                        .setURI(uri))
                .compose(request -> request.send());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    public Future<Void> close() {
        return client.close();
    }
}
