package io.ringfence.standalone;

import io.ringfence.agent.AgentSettings;
import io.ringfence.agent.HostAgentService;
import io.ringfence.compiler.CompilerService;
import io.ringfence.compiler.CompilerSettings;
import io.ringfence.gateway.ApiGatewayService;
import io.ringfence.gateway.GatewaySettings;
import io.ringfence.kafka.EmbeddedKafka;
import io.ringfence.kit.config.Configuration;
import io.ringfence.kit.lifecycle.Service;
import io.ringfence.standalone.StandaloneSettings.SimulatedHost;
import io.ringfence.store.PolicyStoreService;
import io.ringfence.store.StoreSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** All of Ringfence in this JVM. Any thread. */
public final class Standalone implements Service {
    private static final String LOOPBACK = "127.0.0.1";

    private final Vertx vertx;
    private final EmbeddedKafka kafka;
    /** In the order of their start; the last started is stopped first. Written while starting only. */
    private final List<Service> services = new CopyOnWriteArrayList<>();

    private final List<Service> agents = new CopyOnWriteArrayList<>();

    /** All of them by name. */
    private final Map<String, Service> parts = new ConcurrentHashMap<>();

    private int port;

    private Standalone(Vertx vertx, EmbeddedKafka kafka) {
        this.vertx = vertx;
        this.kafka = kafka;
    }

    /** Starts all. The future completes when each service listens; {@link #awaitReady} says when it all works. */
    public static Future<Standalone> start(Vertx vertx, StandaloneSettings settings) {
        Path data = settings.data().toAbsolutePath();
        return vertx.executeBlocking(() -> EmbeddedKafka.start(data.resolve("kafka"), 0))
                .compose(kafka -> {
                    Standalone standalone = new Standalone(vertx, kafka);
                    return standalone
                            .startServices(settings, data)
                            .recover(error -> standalone.stop().transform(_ -> Future.<Standalone>failedFuture(error)));
                });
    }

    private Future<Standalone> startServices(StandaloneSettings settings, Path data) {
        return PolicyStoreService.start(
                        vertx,
                        load(
                                StoreSettings.class,
                                Map.of("DATA", data.resolve("store").toString())))
                .compose(store -> {
                    add("policy-store", store);
                    List<Future<?>> others = new ArrayList<>();
                    others.add(startGateway(settings, store.port())
                            .compose(_ -> Future.join(settings.hosts().stream()
                                    .map(host -> startAgent(host, data))
                                    .toList())));
                    others.add(CompilerService.start(vertx, load(CompilerSettings.class, Map.of()))
                            .onSuccess(compiler -> add("compiler", compiler)));
                    return Future.join(others);
                })
                .map(_ -> this);
    }

    private void add(String name, Service service) {
        services.add(service);
        parts.put(name, service);
    }

    private Future<?> startGateway(StandaloneSettings settings, int storePort) {
        Map<String, String> more = Map.of(
                "STORE", "http://" + LOOPBACK + ":" + storePort,
                "LISTEN", settings.listen(),
                "PORT", Integer.toString(settings.port()));
        return ApiGatewayService.start(vertx, load(GatewaySettings.class, more)).onSuccess(gateway -> {
            port = gateway.port();
            add("api-gateway", gateway);
        });
    }

    private Future<?> startAgent(SimulatedHost host, Path data) {
        Map<String, String> more = new HashMap<>(host.more());
        more.put("HOST", host.name());
        more.put("NETNS", host.netns());
        more.put("DATAPLANE", host.dataplane());
        more.put("BACKEND", host.backend());
        more.put("DATA", data.resolve("agent-" + host.name()).toString());
        more.put("GATEWAY", api().toString());
        return HostAgentService.start(vertx, load(AgentSettings.class, more)).onSuccess(agent -> {
            agents.add(agent);
            parts.put("host-agent/" + host.name(), agent);
        });
    }

    /** A service's settings with their defaults, as its process would have them; on a free port of the loopback interface unless said. */
    private <R extends Record> R load(Class<R> type, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>();
        environment.put("RINGFENCE_KAFKA", kafka.bootstrapServers());
        environment.put("RINGFENCE_LISTEN", LOOPBACK);
        environment.put("RINGFENCE_PORT", "0");
        more.forEach((key, value) -> environment.put("RINGFENCE_" + key, value));
        return Configuration.load(type, environment, null);
    }

    /** The gateway's port. */
    @Override
    public int port() {
        return port;
    }

    public URI api() {
        return URI.create("http://" + LOOPBACK + ":" + port);
    }

    /** Where each part listens, for probes and metrics: {@code policy-store}, {@code compiler}, {@code api-gateway}, {@code host-agent/NAME}. */
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new TreeMap<>();
        parts.forEach((name, part) -> addresses.put(name, URI.create("http://" + LOOPBACK + ":" + part.port())));
        return addresses;
    }

    /** The broker's address, for subscribers of the topics. */
    public String kafka() {
        return kafka.bootstrapServers();
    }

    /**
     * Completes when every service but the agents says that it is ready; fails when that takes longer than {@code limit}. An agent is not
     * ready before the first write: until then nothing says what its host should hold.
     */
    public Future<Void> awaitReady(Duration limit) {
        List<Integer> ports = services.stream().map(Service::port).toList();
        return vertx.executeBlocking(() -> Readiness.await(ports, limit), false);
    }

    @Override
    public Future<Void> stop() {
        Future<Void> stopped = Future.succeededFuture();
        for (Service agent : agents) {
            stopped = stopped.eventually(agent::stop);
        }
        for (Service service : services.reversed()) {
            stopped = stopped.eventually(service::stop);
        }
        return stopped.eventually(() -> vertx.executeBlocking(() -> {
            kafka.close();
            return null;
        }));
    }
}
