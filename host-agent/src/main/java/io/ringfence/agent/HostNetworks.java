package io.ringfence.agent;

import io.ringfence.agent.docker.DockerService;
import io.ringfence.agent.docker.DockerService.HostSide;
import io.ringfence.agent.docker.ProtectedHost;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;

/** The container engine's networks, served beside the agent's loop. */
final class HostNetworks {
    private final GatewayClient gateway;
    private final DockerService docker;

    private HostNetworks(GatewayClient gateway, DockerService docker) {
        this.gateway = gateway;
        this.docker = docker;
    }

    static Future<HostNetworks> start(Vertx vertx, String host, AgentSettings settings, Agent agent) {
        GatewayClient gateway = new GatewayClient(vertx, settings.gatewayAccess());
        return DockerService.start(
                        vertx,
                        new HostSide(host, settings.netns(), settings.interfacePrefix()),
                        settings.data(),
                        settings.docker(),
                        gateway,
                        new Kernel(agent))
                .map(docker -> new HostNetworks(gateway, docker))
                .onFailure(_ -> gateway.close());
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
        return docker.stop().eventually(gateway::close);
    }
}
