package io.ringfence.agent.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.agent.docker.engine.Engine;
import io.ringfence.agent.docker.engine.EngineContainer;
import io.ringfence.agent.docker.engine.EngineException;
import io.ringfence.agent.docker.engine.EngineNetwork;
import io.ringfence.agent.docker.engine.EngineNetwork.Attachment;
import io.ringfence.agent.docker.link.Links;
import io.ringfence.agent.docker.network.ContainerEndpoint;
import io.ringfence.agent.docker.network.CreateNetwork;
import io.ringfence.agent.docker.network.Labels;
import io.ringfence.agent.docker.network.Refusal;
import io.ringfence.agent.docker.network.Replies;
import io.ringfence.agent.docker.network.Veth;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.gateway.GatewayReply;
import io.ringfence.agent.gateway.GatewayReply.Absent;
import io.ringfence.agent.gateway.GatewayReply.Committed;
import io.ringfence.agent.gateway.GatewayReply.Conflict;
import io.ringfence.agent.gateway.GatewayReply.Done;
import io.ringfence.agent.gateway.GatewayReply.Stored;
import io.ringfence.agent.gateway.GatewayReply.Unknown;
import io.ringfence.agent.gateway.GatewayWrite;
import io.ringfence.link.LinkException;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the driver does for each of the engine's calls. Any thread that may block. Failures are {@link Refusal}s, whose message the engine's
 * user gets to read.
 */
final class NetworkDriver {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkDriver.class);

    private final String host;
    private final String interfacePrefix;
    private final DockerSettings settings;
    private final Engine engine;
    private final GatewayClient gateway;
    private final NetworkProfiles profiles;
    private final Links links;
    private final ProtectedHost kernel;

    /** Endpoints that a call is being answered about: the reconciliation leaves them alone. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    NetworkDriver(
            String host,
            String interfacePrefix,
            DockerSettings settings,
            Engine engine,
            GatewayClient gateway,
            NetworkProfiles profiles,
            Links links,
            ProtectedHost kernel) {
        this.host = host;
        this.interfacePrefix = interfacePrefix;
        this.settings = settings;
        this.engine = engine;
        this.gateway = gateway;
        this.profiles = profiles;
        this.links = links;
        this.kernel = kernel;
    }

    /** One of the engine's calls. */
    interface Call {
        JsonNode answer(JsonNode request);
    }

    Map<String, Call> calls() {
        Call nothing = _ -> Replies.empty();
        return Map.ofEntries(
                Map.entry(
                        "GetCapabilities",
                        _ -> Replies.capabilities(settings.dockerScope().text())),
                Map.entry("AllocateNetwork", nothing),
                Map.entry("FreeNetwork", nothing),
                Map.entry("CreateNetwork", this::createNetwork),
                Map.entry("DeleteNetwork", this::deleteNetwork),
                Map.entry("CreateEndpoint", request -> about(request, this::createEndpoint)),
                Map.entry("EndpointOperInfo", _ -> Replies.none()),
                Map.entry("Join", request -> about(request, this::join)),
                Map.entry("Leave", request -> about(request, this::leave)),
                Map.entry("DeleteEndpoint", request -> about(request, this::deleteEndpoint)),
                Map.entry("DiscoverNew", nothing),
                Map.entry("DiscoverDelete", nothing),
                Map.entry("ProgramExternalConnectivity", nothing),
                Map.entry("RevokeExternalConnectivity", nothing));
    }

    private JsonNode about(JsonNode request, Call call) {
        String id = endpointId(request);
        underWay.add(id);
        try {
            return call.answer(request);
        } finally {
            underWay.remove(id);
        }
    }

    Set<String> underWay() {
        return Set.copyOf(underWay);
    }

    /** The engine does not know the network before this is answered, so its profile comes with the engine's event. */
    private JsonNode createNetwork(JsonNode request) {
        CreateNetwork.check(request);
        return Replies.empty();
    }

    /** The engine asks while it starts as well, so this must not ask the engine anything. */
    private JsonNode deleteNetwork(JsonNode request) {
        String id = request.path("NetworkID").asText();
        try {
            profiles.remove(id);
        } catch (Refusal e) {
            // The network goes all the same; the reconciliation tries again.
            LOG.warn("network {}: {}", id, e.getMessage());
        }
        return Replies.empty();
    }

    private JsonNode createEndpoint(JsonNode request) {
        String networkId = request.path("NetworkID").asText();
        // What can be refused without asking anybody is.
        ContainerEndpoint.of(host, interfacePrefix, List.of(), request);
        EngineNetwork network;
        try {
            network = engine.network(networkId).await();
        } catch (EngineException e) {
            throw new Refusal("Network " + networkId + " inspection error: " + e.getMessage());
        }
        List<String> named = settings.dockerCreateProfiles() ? List.of(network.name()) : List.of();
        WorkloadEndpoint endpoint = ContainerEndpoint.of(host, interfacePrefix, named, request);
        try {
            if (settings.dockerCreateProfiles()) {
                profiles.ensure(network);
            }
            store(endpoint);
        } catch (Refusal e) {
            throw new Refusal(
                    "Workload endpoints creation error, data: " + endpoint.key().identifier() + ": " + e.getMessage());
        }
        return Replies.endpoint(request);
    }

    private void store(WorkloadEndpoint endpoint) {
        switch (gateway.write(new GatewayWrite.Create(endpoint)).await()) {
            case Done<Committed> _ -> {}
            case Unknown<Committed> unknown -> {
                boolean stored = gateway.get(endpoint.key()).await() instanceof Done<Stored>(Stored found)
                        && found.resource().equals(endpoint);
                if (!stored) {
                    throw new Refusal(unknown.detail());
                }
            }
            case GatewayReply<Committed> reply -> throw new Refusal(reply.reason());
        }
    }

    private JsonNode join(JsonNode request) {
        String id = endpointId(request);
        Veth veth = Veth.of(interfacePrefix, id);
        ResourceKey key = ContainerEndpoint.key(host, id);
        Stored stored = labelled(key, request.path("NetworkID").asText(), id);
        WorkloadEndpoint endpoint = (WorkloadEndpoint) stored.resource();
        try {
            links.make(veth, endpoint);
            if (!awaitProgrammed(key, stored.revision())) {
                LOG.warn(
                        "endpoint {} is not programmed after {}; it stays closed until it is",
                        id,
                        settings.dockerJoinWait());
                if (!kernel.dropsUnknown()) {
                    links.remove(veth.host());
                    throw new Refusal(
                            "Endpoint " + id
                                    + " would be open: this host's rules have not been programmed yet; see the host agent's log");
                }
            }
        } catch (LinkException e) {
            throw new Refusal("Endpoint " + id + " link creation error: " + e.getMessage());
        }
        return Replies.join(veth, interfacePrefix, endpoint);
    }

    private boolean awaitProgrammed(ResourceKey key, Revision revision) {
        return kernel.programmed(key, revision)
                .completeOnTimeout(false, settings.dockerJoinWait().toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** The endpoint with its container's labels, as far as the engine gives them now; otherwise the engine's event brings them. */
    private Stored labelled(ResourceKey key, String networkId, String id) {
        Map<String, String> labels = settings.dockerLabels() ? labels(networkId, id) : Map.of();
        try {
            return relabel(key, labels).orElseThrow(() -> new Refusal("does not exist"));
        } catch (Refusal e) {
            throw new Refusal("Endpoint " + id + " " + e.getMessage());
        }
    }

    private Map<String, String> labels(String networkId, String id) {
        try {
            for (Attachment attachment : engine.network(networkId).await().attachments()) {
                if (attachment.endpointId().equals(id)) {
                    return engine.containersNamed(attachment.containerName()).await().stream()
                            .findFirst()
                            .map(EngineContainer::labels)
                            .map(Labels::of)
                            .orElse(Map.of());
                }
            }
            LOG.info("endpoint {}: the engine does not say yet whose it is", id);
        } catch (EngineException e) {
            LOG.warn("endpoint {}: labels cannot be read yet: {}", id, e.getMessage());
        }
        return Map.of();
    }

    /**
     * Gives an endpoint that has no labels these, and returns it as it then is; empty if it does not exist. Labels that it has stay: somebody
     * may have set them. Throws {@link Refusal}.
     */
    Optional<Stored> relabel(ResourceKey key, Map<String, String> labels) {
        GatewayReply<Stored> reply = gateway.get(key).await();
        if (reply instanceof Absent<Stored>) {
            return Optional.empty();
        }
        if (!(reply instanceof Done<Stored>(Stored stored))) {
            throw new Refusal("cannot be read: " + reply.reason());
        }
        WorkloadEndpoint endpoint = (WorkloadEndpoint) stored.resource();
        if (labels.isEmpty() || !endpoint.labels().isEmpty()) {
            return Optional.of(stored);
        }
        WorkloadEndpoint changed = endpoint.withLabels(labels);
        return switch (gateway.write(new GatewayWrite.Replace(changed, stored.revision()))
                .await()) {
            case Done<Committed>(Committed committed) -> Optional.of(new Stored(committed.revision(), changed));
            case Absent<Committed> _ -> Optional.empty();
            // Somebody else changed it in this moment; it is as he wants it.
            case Conflict<Committed> _ -> Optional.of(stored);
            case GatewayReply<Committed> refused ->
                throw new Refusal("cannot get the labels " + labels + ": " + refused.reason());
        };
    }

    private JsonNode leave(JsonNode request) {
        String id = endpointId(request);
        try {
            links.remove(Veth.of(interfacePrefix, id).host());
        } catch (LinkException e) {
            throw new Refusal("Endpoint " + id + " link removal error: " + e.getMessage());
        }
        return Replies.empty();
    }

    private JsonNode deleteEndpoint(JsonNode request) {
        String id = endpointId(request);
        switch (gateway.write(new GatewayWrite.Delete(ContainerEndpoint.key(host, id), null))
                .await()) {
            case Done<Committed> _, Absent<Committed> _ -> {}
            case GatewayReply<Committed> reply ->
                throw new Refusal("Endpoint " + id + " removal error: " + reply.reason());
        }
        return Replies.empty();
    }

    private static String endpointId(JsonNode request) {
        return request.path("EndpointID").asText();
    }
}
