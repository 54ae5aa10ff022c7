package io.ringfence.agent;

import io.micrometer.core.instrument.MeterRegistry;
import io.ringfence.agent.docker.DockerService;
import io.ringfence.agent.docker.DockerService.HostSide;
import io.ringfence.agent.docker.ProtectedHost;
import io.ringfence.agent.docker.engine.Engine;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.ipam.driver.IpamPlugin;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The container engine's networks and their addresses, served beside the agent's loop. */
final class HostNetworks {
    private final GatewayClient gateway;
    private final Engine engine;
    private final IpamPlugin addresses;
    private final DockerService docker;

    private HostNetworks(GatewayClient gateway, Engine engine, IpamPlugin addresses, DockerService docker) {
        this.gateway = gateway;
        this.engine = engine;
        this.addresses = addresses;
        this.docker = docker;
    }

    static Future<HostNetworks> start(
            Vertx vertx, String host, AgentSettings settings, Agent agent, MeterRegistry registry) {
        GatewayClient gateway = new GatewayClient(vertx, settings.gatewayAccess());
        Engine engine = new Engine(vertx, settings.docker().dockerEngine());
        // A network's addresses are asked for before the network itself.
        return IpamPlugin.start(
                        vertx,
                        gateway,
                        host,
                        settings.gatewayAccess().gatewayTimeout(),
                        settings.docker().dockerPlugins(),
                        () -> inUse(engine),
                        registry)
                .compose(addresses -> DockerService.start(
                                vertx,
                                new HostSide(host, settings.netns(), settings.interfacePrefix()),
                                settings.data(),
                                settings.docker(),
                                gateway,
                                new Kernel(agent))
                        .onFailure(_ -> addresses.stop())
                        .map(docker -> new HostNetworks(gateway, engine, addresses, docker)))
                .onFailure(_ -> {
                    engine.close();
                    gateway.close();
                });
    }

    /** Empty when the engine does not answer. */
    private static Optional<Set<Cidr>> inUse(Engine engine) {
        return engine.addresses().map(Optional::of).otherwise(Optional.empty()).await();
    }

    private record Kernel(Agent agent) implements ProtectedHost {
        @Override
        public CompletableFuture<Boolean> programmed(ResourceKey endpoint, Revision revision) {
            return agent.programmedEndpoints().when(endpoint, revision);
        }

        @Override
        public boolean dropsUnknown() {
            return agent.protects();
        }
    }

    Future<Void> stop() {
        return docker.stop()
                .eventually(addresses::stop)
                .eventually(engine::close)
                .eventually(gateway::close);
    }
}
