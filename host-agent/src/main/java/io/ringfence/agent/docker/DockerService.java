package io.ringfence.agent.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.agent.docker.engine.Engine;
import io.ringfence.agent.docker.engine.EngineEvent;
import io.ringfence.agent.docker.engine.EngineException;
import io.ringfence.agent.docker.link.Links;
import io.ringfence.agent.docker.network.Refusal;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.plugin.PluginCall;
import io.ringfence.agent.plugin.PluginServer;
import io.ringfence.link.LinkException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network driver's socket, and what goes on beside the engine's calls: its events are followed, and at intervals it is looked for what
 * crashes left behind.
 */
public final class DockerService {
    private static final Logger LOG = LoggerFactory.getLogger(DockerService.class);

    /** Between attempts to follow the engine's events: doubled each time up to the second. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

    /** Events that wait to be looked at. What comes on top is found by the next look at everything. */
    private static final int MAX_WAITING = 1_024;

    private final Engine engine;
    private final DockerSettings settings;
    private final NetworkDriver driver;
    private final Reconciliation reconciliation;
    private final ScheduledThreadPoolExecutor thread;
    private final Vertx vertx;

    /** Networks whose profile could not be made yet. Owner: the thread. */
    private final Set<String> withoutProfile = new LinkedHashSet<>();

    private volatile Duration pause = FIRST_PAUSE;
    private volatile boolean stopped;
    private volatile @Nullable PluginServer server;

    private DockerService(
            Vertx vertx,
            HostSide host,
            @Nullable Path data,
            DockerSettings settings,
            GatewayClient gateway,
            ProtectedHost kernel) {
        this.vertx = vertx;
        this.settings = settings;
        this.engine = new Engine(vertx, settings.dockerEngine());
        NetworkProfiles profiles = new NetworkProfiles(gateway, new NetworkBook(data));
        Links links = new Links(host.namespace(), settings.dockerSysctls(), settings.dockerVethMtu());
        this.driver = new NetworkDriver(
                host.name(), host.interfacePrefix(), settings, engine, gateway, profiles, links, kernel);
        this.reconciliation = new Reconciliation(host.name(), settings, engine, gateway, profiles, links, driver);
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("docker-" + host.name()).factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * The host that is served.
     *
     * @param name under which its endpoints are stored
     * @param namespace network namespace of the host and its engine, by the name that {@code ip netns} knows; empty for the process's own
     * @param interfacePrefix of workload interfaces
     */
    public record HostSide(String name, String namespace, String interfacePrefix) {}

    /**
     * Starts; done when the engine can find the driver. The engine may be away.
     *
     * @param data folder of the note of profiles that were made; null for none
     */
    public static Future<DockerService> start(
            Vertx vertx,
            HostSide host,
            @Nullable Path data,
            DockerSettings settings,
            GatewayClient gateway,
            ProtectedHost kernel) {
        return vertx.executeBlocking(() -> new DockerService(vertx, host, data, settings, gateway, kernel))
                .compose(service -> service.serve().map(service));
    }

    private Future<Void> serve() {
        Map<String, PluginCall> calls = new HashMap<>();
        driver.calls().forEach((name, call) -> calls.put("/NetworkDriver." + name, onThread(name, call)));
        return PluginServer.start(
                        vertx,
                        settings.dockerPlugins().resolve(DockerSettings.DRIVER + ".sock"),
                        List.of("NetworkDriver"),
                        calls)
                .onSuccess(started -> {
                    server = started;
                    follow();
                    lookLater();
                })
                .mapEmpty();
    }

    /** A call takes a thread of its own; the server bounds how many there are. */
    private static PluginCall onThread(String name, NetworkDriver.Call call) {
        return request -> {
            Promise<JsonNode> answer = Promise.promise();
            Thread.ofVirtual().name("docker-" + name).start(() -> {
                try {
                    answer.complete(call.answer(request));
                } catch (Refusal e) {
                    answer.fail(e);
                } catch (RuntimeException e) {
                    LOG.error("{} failed", name, e);
                    answer.fail(e);
                }
            });
            return answer.future();
        };
    }

    private void follow() {
        if (stopped) {
            return;
        }
        engine.events(
                        () -> {
                            pause = FIRST_PAUSE;
                            LOG.info("following the engine at {}", settings.dockerEngine());
                            run(this::catchUp);
                        },
                        this::happened)
                .onComplete(ended -> {
                    if (ended.failed()) {
                        LOG.info("the engine's events end: {}", ended.cause().getMessage());
                    }
                    Duration wait = pause;
                    pause = wait.multipliedBy(2).compareTo(LAST_PAUSE) > 0 ? LAST_PAUSE : wait.multipliedBy(2);
                    if (!stopped) {
                        vertx.setTimer(wait.toMillis(), _ -> follow());
                    }
                });
    }

    /** What was missed while nobody listened. */
    private void catchUp() throws LinkException {
        for (String network : reconciliation.networks()) {
            guarded(() -> makeProfile(network));
        }
        reconciliation.look();
    }

    private void happened(EngineEvent event) {
        if (!event.driver().equals(DockerSettings.DRIVER)) {
            return;
        }
        switch (event.action()) {
            case "create" -> run(() -> makeProfile(event.networkId()));
            case "connect" -> run(() -> reconciliation.labelAttached(event.networkId()));
            default -> {
                // The engine calls the driver when a network or a container goes.
            }
        }
    }

    private void makeProfile(String networkId) {
        try {
            reconciliation.makeProfile(networkId);
        } catch (Refusal | EngineException e) {
            if (e instanceof EngineException gone && gone.isAbsent()) {
                return;
            }
            if (withoutProfile.size() < MAX_WAITING) {
                withoutProfile.add(networkId);
            }
            throw e;
        }
    }

    private void lookLater() {
        double factor = ThreadLocalRandom.current().nextDouble(0.8, 1.2);
        long millis = (long) (settings.dockerReconcile().toMillis() * factor);
        if (!stopped) {
            var _ = thread.schedule(
                    () -> {
                        guarded(() -> {
                            List<String> networks = List.copyOf(withoutProfile);
                            withoutProfile.clear();
                            for (String network : networks) {
                                guarded(() -> makeProfile(network));
                            }
                            reconciliation.look();
                        });
                        lookLater();
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        }
    }

    private interface Work {
        void run() throws LinkException;
    }

    private void run(Work work) {
        if (thread.getQueue().size() >= MAX_WAITING) {
            LOG.warn("more than {} of the engine's events wait; some are left to the next look", MAX_WAITING);
            return;
        }
        try {
            thread.execute(() -> guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("an event came after the end", e);
        }
    }

    private static void guarded(Work work) {
        try {
            work.run();
        } catch (Refusal | EngineException | LinkException e) {
            LOG.warn("{}; it is tried again later", e.getMessage());
        } catch (RuntimeException e) {
            // A bug. What is there stays as it is; the next look begins anew.
            LOG.error("looking after the engine's networks failed", e);
        }
    }

    /** Ends; the engine's containers keep their links and rules. */
    public Future<Void> stop() {
        stopped = true;
        PluginServer serving = server;
        return (serving == null ? Future.<Void>succeededFuture() : serving.stop())
                .eventually(() -> vertx.executeBlocking(() -> {
                    thread.shutdown();
                    return thread.awaitTermination(5, TimeUnit.SECONDS);
                }))
                .eventually(engine::close);
    }
}
