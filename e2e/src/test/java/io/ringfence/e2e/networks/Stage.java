package io.ringfence.e2e.networks;

import io.ringfence.e2e.deploy.GatewayClient;
import io.ringfence.e2e.net.Netns;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.standalone.Standalone;
import io.ringfence.standalone.StandaloneSettings;
import io.ringfence.standalone.StandaloneSettings.SimulatedHost;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A host in a network namespace with an engine of its own, and all of Ringfence in this JVM with that host's agent serving the engine. */
final class Stage implements AutoCloseable {
    static final String HOST = "host-1";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    final Netns netns = Netns.create("rf" + ProcessHandle.current().pid() + "-docker");
    final HostEngine engine;
    final Standalone standalone;
    final GatewayClient gateway;
    final PluginClient plugin;
    private final Vertx vertx = Vertx.vertx();

    /**
     * Returns when all works.
     *
     * @param folder for everything; the caller removes it
     * @param reconcile between two looks for leftovers, as a setting
     */
    Stage(Path folder, String reconcile) {
        try {
            // A way out, as hosts have one: proxy ARP answers only for what the host knows a route to.
            netns.ip("link add uplink type veth peer name beyond");
            netns.ip("link set uplink up");
            netns.ip("link set beyond up");
            netns.ip("address add 192.0.2.1/24 dev uplink");
            netns.ip("route add default via 192.0.2.2");
            engine = HostEngine.start(folder.resolve("engine"), netns);
        } catch (RuntimeException e) {
            netns.close();
            throw e;
        }
        SimulatedHost host = new SimulatedHost(
                HOST,
                netns.name(),
                "iptables",
                "nft",
                Map.of(
                        "DOCKER",
                        "true",
                        "DOCKER_PLUGINS",
                        engine.plugins().toString(),
                        "DOCKER_ENGINE",
                        engine.socket().toString(),
                        "DOCKER_RECONCILE",
                        reconcile,
                        // A busy machine is no reason to start a container that is still closed.
                        "DOCKER_JOIN_WAIT",
                        "20s",
                        "GATEWAY_TIMEOUT",
                        "20s"));
        try {
            standalone = await(Standalone.start(
                    vertx, new StandaloneSettings(folder.resolve("ringfence"), "127.0.0.1", 0, List.of(host))));
            await(standalone.awaitReady(LIMIT));
        } catch (RuntimeException e) {
            engine.close();
            netns.close();
            throw e;
        }
        gateway = new GatewayClient(standalone.api());
        plugin = new PluginClient(engine.plugins().resolve("calico.sock"));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    Vertx vertx() {
        return vertx;
    }

    /** Identifier of the engine's network {@code none}: it stands in for one of ours where nobody else's calls may get between. */
    String otherNetwork() {
        return engine.docker("network", "inspect", "none", "--format", "{{.Id}}");
    }

    /** The endpoint that the driver makes of an engine's. */
    static ResourceKey endpoint(String host, String id) {
        return ResourceKey.of(Kind.WORKLOAD_ENDPOINT, host, "libnetwork", "libnetwork", id);
    }

    /** A resource as the gateway has it. */
    Optional<Resource> stored(ResourceKey key) {
        return gateway.everything().stream()
                .filter(resource -> resource.key().equals(key))
                .findFirst();
    }

    /** Names of the interfaces of the host. */
    String interfaces() {
        return netns.exec("ip", "-brief", "link");
    }

    @Override
    public void close() {
        gateway.close();
        engine.close();
        await(standalone.stop().eventually(vertx::close));
        netns.close();
    }
}
