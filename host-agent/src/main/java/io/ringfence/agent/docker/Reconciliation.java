package io.ringfence.agent.docker;

import io.ringfence.agent.docker.engine.Engine;
import io.ringfence.agent.docker.engine.EngineContainer;
import io.ringfence.agent.docker.engine.EngineException;
import io.ringfence.agent.docker.engine.EngineNetwork;
import io.ringfence.agent.docker.engine.EngineNetwork.Attachment;
import io.ringfence.agent.docker.link.Links;
import io.ringfence.agent.docker.network.ContainerEndpoint;
import io.ringfence.agent.docker.network.Labels;
import io.ringfence.agent.docker.network.Leftovers;
import io.ringfence.agent.docker.network.Leftovers.Decision;
import io.ringfence.agent.docker.network.Leftovers.Link;
import io.ringfence.agent.docker.network.Leftovers.Observation;
import io.ringfence.agent.docker.network.Leftovers.StoredEndpoint;
import io.ringfence.agent.docker.network.Refusal;
import io.ringfence.agent.gateway.GatewayClient;
import io.ringfence.agent.gateway.GatewayReply;
import io.ringfence.agent.gateway.GatewayReply.Absent;
import io.ringfence.agent.gateway.GatewayReply.Committed;
import io.ringfence.agent.gateway.GatewayReply.Done;
import io.ringfence.agent.gateway.GatewayReply.Listing;
import io.ringfence.agent.gateway.GatewayReply.Stored;
import io.ringfence.agent.gateway.GatewayWrite;
import io.ringfence.link.LinkException;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what the store, the engine and the kernel hold, and mends what a crash or a missed event left: see {@link Leftovers}. Owner: one
 * thread, which may block.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    private final String host;
    private final DockerSettings settings;
    private final Engine engine;
    private final GatewayClient gateway;
    private final NetworkProfiles profiles;
    private final Links links;
    private final NetworkDriver driver;

    private Set<String> suspects = Set.of();

    Reconciliation(
            String host,
            DockerSettings settings,
            Engine engine,
            GatewayClient gateway,
            NetworkProfiles profiles,
            Links links,
            NetworkDriver driver) {
        this.host = host;
        this.settings = settings;
        this.engine = engine;
        this.gateway = gateway;
        this.profiles = profiles;
        this.links = links;
        this.driver = driver;
    }

    /** Identifiers of the engine's networks that are ours. Throws {@link EngineException}. */
    List<String> networks() {
        return engine.networks(DockerSettings.DRIVER).await().stream()
                .map(EngineNetwork::id)
                .toList();
    }

    /** Sees to it that a network has a profile. Throws {@link Refusal} or {@link EngineException}. */
    void makeProfile(String networkId) {
        if (settings.dockerCreateProfiles()) {
            profiles.ensure(engine.network(networkId).await());
        }
    }

    /** One look. Throws when something could not be seen or done; then the next look decides. */
    void look() throws LinkException {
        Set<String> noted = profiles.noted();
        // The store first: what is stored after this is not looked at, and what the engine loses after this is still
        // suspected only.
        List<Stored> stored = stored();
        Links.Present present = links.list();
        List<EngineNetwork> networks = engine.networks(DockerSettings.DRIVER).await();
        Map<String, Map<String, String>> live =
                live(networks.stream().map(EngineNetwork::id).toList());
        Set<String> alive = new HashSet<>(live.keySet());
        alive.addAll(driver.underWay());
        Decision decision = Leftovers.decide(
                suspects,
                new Observation(
                        stored.stream().map(Reconciliation::brief).toList(),
                        alive,
                        present.links(),
                        present.interfaces()));
        suspects = decision.suspects();
        for (Link link : decision.links()) {
            LOG.warn("removing link {} of endpoint {}, which no container has", link.name(), link.endpointId());
            links.remove(link.name());
        }
        for (StoredEndpoint endpoint : decision.endpoints()) {
            remove(endpoint);
        }
        label(stored, live);
        Set<String> gone = new HashSet<>(noted);
        networks.forEach(network -> gone.remove(network.id()));
        gone.forEach(profiles::remove);
    }

    private static StoredEndpoint brief(Stored stored) {
        WorkloadEndpoint endpoint = (WorkloadEndpoint) stored.resource();
        return new StoredEndpoint(endpoint.name(), endpoint.interfaceName(), stored.revision());
    }

    private List<Stored> stored() {
        GatewayReply<Listing> reply = gateway.list(
                        Kind.WORKLOAD_ENDPOINT,
                        Map.of(
                                "node",
                                host,
                                "orchestrator",
                                ContainerEndpoint.LIBNETWORK,
                                "workload",
                                ContainerEndpoint.LIBNETWORK))
                .await();
        if (reply instanceof Done<Listing>(Listing listing)) {
            return listing.items();
        }
        throw new Refusal("endpoints cannot be read: " + reply.reason());
    }

    /** Endpoints that a container has or is getting, with the container's labels. */
    private Map<String, Map<String, String>> live(List<String> networkIds) {
        Map<String, EngineContainer> byName = engine.containers().await().stream()
                .collect(Collectors.toMap(EngineContainer::name, Function.identity(), (one, _) -> one));
        Map<String, Map<String, String>> live = new HashMap<>();
        for (String network : networkIds) {
            for (Attachment attachment : engine.network(network).await().attachments()) {
                EngineContainer container = byName.get(attachment.containerName());
                if (!attachment.containerId().isEmpty() || (container != null && container.running())) {
                    live.put(attachment.endpointId(), container == null ? Map.of() : Labels.of(container.labels()));
                }
            }
        }
        return live;
    }

    private void remove(StoredEndpoint endpoint) {
        switch (gateway.write(new GatewayWrite.Delete(ContainerEndpoint.key(host, endpoint.id()), endpoint.revision()))
                .await()) {
            case Done<Committed> _ -> LOG.warn("removed endpoint {}, which no container has", endpoint.id());
            case Absent<Committed> _, GatewayReply.Conflict<Committed> _ ->
                LOG.info("endpoint {} was changed or removed by somebody else", endpoint.id());
            case GatewayReply<Committed> reply ->
                throw new Refusal("endpoint " + endpoint.id() + " cannot be removed: " + reply.reason());
        }
    }

    private void label(List<Stored> stored, Map<String, Map<String, String>> live) {
        if (!settings.dockerLabels()) {
            return;
        }
        for (Stored each : stored) {
            WorkloadEndpoint endpoint = (WorkloadEndpoint) each.resource();
            Map<String, String> labels = live.getOrDefault(endpoint.name(), Map.of());
            if (endpoint.labels().isEmpty() && !labels.isEmpty()) {
                driver.relabel(endpoint.key(), labels);
            }
        }
    }

    /** A container was attached: its endpoint gets its labels if the start of the container could not wait for them. */
    void labelAttached(String networkId) {
        if (!settings.dockerLabels()) {
            return;
        }
        live(List.of(networkId)).forEach((id, labels) -> {
            if (!labels.isEmpty()) {
                driver.relabel(ContainerEndpoint.key(host, id), labels);
            }
        });
    }
}
