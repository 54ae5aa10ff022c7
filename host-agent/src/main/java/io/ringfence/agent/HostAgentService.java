package io.ringfence.agent;

import io.micrometer.core.instrument.FunctionCounter;
import io.ringfence.agent.cache.StateFile;
import io.ringfence.agent.program.Kernel;
import io.ringfence.agent.program.KernelException;
import io.ringfence.agent.program.MemoryKernel;
import io.ringfence.agent.program.ProcessKernel;
import io.ringfence.agent.program.ProcessKernel.Backend;
import io.ringfence.kit.health.HealthRoutes;
import io.ringfence.kit.lifecycle.Service;
import io.ringfence.kit.metrics.Metrics;
import io.ringfence.log.publish.StatusPublisher;
import io.ringfence.log.record.HostStatus;
import io.ringfence.log.shard.Shards;
import io.ringfence.log.tail.TopicTail;
import io.ringfence.log.topic.TopicSettings;
import io.ringfence.log.topic.TopicSettingsException;
import io.ringfence.log.topic.TopicSetup;
import io.ringfence.log.topic.Topics;
import io.ringfence.model.net.IpVersion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent with its log, its reports and its HTTP port: {@code /livez}, {@code /readyz} (the kernel holds what is wanted),
 * {@code /metrics}, {@code /v1/dataplane} (what the kernel holds, or in a dry run would hold).
 */
public final class HostAgentService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(HostAgentService.class);

    /** Between attempts to follow the log after it failed. */
    private static final long FOLLOW_AGAIN_MILLIS = 1_000;

    private static final long CLOSE_SECONDS = 5;

    private final Vertx vertx;
    private final AgentSettings settings;
    private final String host;
    private final Kernel kernel;
    private final Agent agent;
    private final StatusPublisher publisher;
    private final Metrics metrics;
    private final AtomicReference<@Nullable TopicTail> tail = new AtomicReference<>();
    private volatile @Nullable HttpServer http;
    private volatile @Nullable HostNetworks networks;
    private volatile boolean stopped;

    private HostAgentService(Vertx vertx, AgentSettings settings, Kernel kernel) {
        this.vertx = vertx;
        this.settings = settings;
        this.host = hostOf(settings);
        this.kernel = kernel;
        this.metrics = Metrics.of("host-agent");
        this.publisher = StatusPublisher.open(vertx, settings.kafka());
        Path data = settings.data();
        this.agent = new Agent(
                host,
                kernel,
                settings.renderSettings(),
                settings.placement(),
                settings.refreshInterval(),
                data == null ? null : new StateFile(data, host),
                this::publish,
                new AgentMeters(metrics.registry(), InstantSource.system()),
                InstantSource.system());
        if (kernel instanceof ProcessKernel real) {
            FunctionCounter.builder("ringfence.agent.forks", real, ProcessKernel::forks)
                    .register(metrics.registry());
            FunctionCounter.builder("ringfence.agent.restores", real, ProcessKernel::tableRestores)
                    .register(metrics.registry());
            FunctionCounter.builder("ringfence.agent.set.restores", real, ProcessKernel::setRestores)
                    .register(metrics.registry());
        }
    }

    /** Starts; done when the HTTP port listens, which is before the agent is in sync. The log may be out of reach. */
    public static Future<HostAgentService> start(Vertx vertx, AgentSettings settings) {
        return vertx.executeBlocking(() -> kernel(settings)).compose(kernel -> start(vertx, settings, kernel));
    }

    /** As above, on a kernel of the caller's: a rehearsal of a fleet counts what a thousand agents would write. */
    public static Future<HostAgentService> start(Vertx vertx, AgentSettings settings, Kernel kernel) {
        HostAgentService service = new HostAgentService(vertx, settings, kernel);
        service.agent.restore();
        service.followSoon(0);
        return service.listen().compose(_ -> service.serveEngine()).map(service);
    }

    private Future<Void> serveEngine() {
        if (!settings.docker().docker()) {
            return Future.succeededFuture();
        }
        return HostNetworks.start(vertx, host, settings, agent, metrics.registry())
                .onSuccess(started -> networks = started)
                .recover(e -> stop().transform(_ -> Future.<HostNetworks>failedFuture(e)))
                .mapEmpty();
    }

    private static Kernel kernel(AgentSettings settings) throws KernelException {
        return switch (settings.dataplane()) {
            case DRY_RUN -> new MemoryKernel();
            case IPTABLES ->
                new ProcessKernel(
                        switch (settings.backend()) {
                            case AUTO -> ProcessKernel.detect(settings.netns());
                            case NFT -> Backend.NFT;
                            case LEGACY -> Backend.LEGACY;
                        },
                        settings.netns());
        };
    }

    private static String hostOf(AgentSettings settings) {
        String host = settings.host();
        if (host != null) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("this machine has no name; set RINGFENCE_HOST", e);
        }
    }

    /** The number of shards is the topic's own, so the topics have to be there first; that can take as long as it takes. */
    private void followSoon(long delayMillis) {
        if (stopped) {
            return;
        }
        Thread.ofVirtual().name("follow-" + host).start(() -> {
            try {
                Thread.sleep(delayMillis);
                int shards = TopicSetup.ensure(
                        settings.kafka(), new TopicSettings(settings.shards(), settings.replication()));
                TopicPartition partition = new TopicPartition(Topics.RULESETS, Shards.shardOf(host, shards));
                TopicTail started = TopicTail.start(
                        settings.kafka(),
                        partition,
                        agent.executor(),
                        agent.follow(cause -> followSoon(FOLLOW_AGAIN_MILLIS)));
                tail.set(started);
                if (stopped) {
                    started.close();
                }
            } catch (KafkaException | TopicSettingsException e) {
                LOG.warn("{}: the log is out of reach: {}", host, e.toString());
                followSoon(FOLLOW_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void publish(HostStatus status) {
        publisher
                .publish(status)
                .onFailure(e -> LOG.debug("{}: a report was lost, a newer one follows: {}", host, e.toString()));
    }

    private Future<Void> listen() {
        HealthChecks ready = HealthChecks.create(vertx);
        ready.register(
                "dataplane",
                promise -> promise.complete(agent.state() == HostStatus.State.READY ? Status.OK() : Status.KO()));
        Router router = Router.router(vertx);
        HealthRoutes.mount(router, ready, metrics);
        router.get("/v1/dataplane")
                .handler(request -> vertx.executeBlocking(this::dataplane)
                        .onSuccess(text -> request.response()
                                .putHeader("content-type", "text/plain; charset=utf-8")
                                .end(text))
                        .onFailure(request::fail));
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(settings.port(), settings.listen())
                .onSuccess(server -> http = server)
                .mapEmpty();
    }

    private String dataplane() throws KernelException {
        return "# IPv4\n" + kernel.readTable(IpVersion.V4) + "# IPv6\n" + kernel.readTable(IpVersion.V6) + "# sets\n"
                + kernel.readSets();
    }

    /** The host's loop, for those who ask for a refresh. */
    public Agent agent() {
        return agent;
    }

    @Override
    public int port() {
        HttpServer server = http;
        return server == null ? 0 : server.actualPort();
    }

    @Override
    public Future<Void> stop() {
        if (stopped) {
            return Future.succeededFuture();
        }
        stopped = true;
        HttpServer server = http;
        HostNetworks serving = networks;
        return (serving == null ? Future.<Void>succeededFuture() : serving.stop())
                .eventually(() -> vertx.<Void>executeBlocking(() -> {
                    TopicTail following = tail.get();
                    if (following != null) {
                        following.close();
                    }
                    agent.close();
                    return null;
                }))
                // Without brokers the producer waits for them behind every report; the process need not.
                .eventually(() -> publisher
                        .close()
                        .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                        .otherwiseEmpty())
                .eventually(() -> server == null ? Future.succeededFuture() : server.close())
                .eventually(() -> {
                    metrics.close();
                    return Future.succeededFuture();
                });
    }
}
