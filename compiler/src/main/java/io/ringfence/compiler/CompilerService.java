package io.ringfence.compiler;

import io.ringfence.kit.health.HealthServer;
import io.ringfence.kit.lifecycle.Service;
import io.ringfence.kit.metrics.Metrics;
import io.ringfence.log.topic.TopicSetup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A compiler as a service: its thread, its health, its end. */
public final class CompilerService implements Service {
    /** Before a compiler that failed begins again. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final String bootstrap;
    private final int shards;
    private final Metrics metrics = Metrics.of("compiler");
    private final CompilerMetrics meters = new CompilerMetrics(metrics.registry());
    /** After the stop, what Kafka's threads still hand over is of no use. */
    private final ScheduledExecutorService compilerThread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("compiler").factory(), new ThreadPoolExecutor.DiscardPolicy());

    private volatile @Nullable CompilerLoop loop; // written by the compiler's thread
    private @Nullable HealthServer health;
    private boolean stopped; // owner: the compiler's thread

    private CompilerService(String bootstrap, int shards) {
        this.bootstrap = bootstrap;
        this.shards = shards;
        meters.watch(() -> loop, shards);
    }

    /** Starts a compiler; the future is done when its topics are there and its health routes listen. Ready is what {@code /readyz} says. */
    public static Future<CompilerService> start(Vertx vertx, CompilerSettings settings) {
        return vertx.executeBlocking(() -> TopicSetup.ensure(settings.kafka(), settings.topics()))
                .compose(shards -> {
                    CompilerService service = new CompilerService(settings.kafka(), shards);
                    service.compilerThread.execute(service::begin);
                    HealthChecks ready = HealthChecks.create(vertx);
                    ready.register(
                            "events", promise -> promise.complete(service.isReady() ? Status.OK() : Status.KO()));
                    return HealthServer.start(vertx, settings.listen(), settings.port(), ready, service.metrics)
                            .onFailure(cause -> service.stop())
                            .map(server -> {
                                service.health = server;
                                return service;
                            });
                });
    }

    @Override
    public int port() {
        return health == null ? 0 : health.port();
    }

    /** Whether everything that was on {@code policy.events} at the start is compiled. */
    public boolean isReady() {
        CompilerLoop current = loop;
        return current != null && current.isInSync();
    }

    @Override
    public Future<Void> stop() {
        Promise<Void> done = Promise.promise();
        if (compilerThread.isShutdown()) {
            return Future.succeededFuture();
        }
        compilerThread.execute(() -> {
            stopped = true;
            CompilerLoop current = loop;
            if (current != null) {
                current.close();
                loop = null;
            }
            done.complete();
            compilerThread.shutdown();
        });
        HealthServer server = health;
        return done.future()
                .eventually(() -> server == null ? Future.succeededFuture() : server.stop())
                .eventually(() -> {
                    metrics.close();
                    return Future.succeededFuture();
                });
    }

    private void begin() {
        if (!stopped) {
            loop = new CompilerLoop(bootstrap, shards, compilerThread, meters, cause -> {
                loop = null;
                if (!stopped) {
                    java.util.concurrent.Future<?> _ =
                            compilerThread.schedule(this::begin, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            });
        }
    }
}
