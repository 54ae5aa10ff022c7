package io.ringfence.agent.docker.network;

import io.ringfence.model.resource.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what a crash left behind: endpoints in the store that no container has, and links that no endpoint has. What looks so once is only
 * suspected, because a container may be on its way; what looks so in two observations one after the other goes.
 */
public final class Leftovers {
    private Leftovers() {}

    /** An endpoint of this host in the store. */
    public record StoredEndpoint(String id, String interfaceName, Revision revision) {}

    /**
     * A link that the driver made.
     *
     * @param name the host's end
     * @param complete whether the other end has been moved into a container
     */
    public record Link(String name, String endpointId, boolean complete) {}

    /**
     * What was seen at about one time, and seen completely.
     *
     * @param stored endpoints of this host that belong to the engine's networks
     * @param live identifiers of the endpoints that a container of the engine has or is about to get
     * @param links those that bear our mark
     * @param interfaces names of all interfaces of the host
     */
    public record Observation(List<StoredEndpoint> stored, Set<String> live, List<Link> links, Set<String> interfaces) {
        public Observation {
            stored = List.copyOf(stored);
            live = Set.copyOf(live);
            links = List.copyOf(links);
            interfaces = Set.copyOf(interfaces);
        }
    }

    /**
     * What is to be done.
     *
     * @param suspects to be handed to the next decision
     * @param endpoints to be deleted from the store, at this revision only
     * @param links to be removed
     */
    public record Decision(Set<String> suspects, List<StoredEndpoint> endpoints, List<Link> links) {
        public Decision {
            suspects = Set.copyOf(suspects);
            endpoints = List.copyOf(endpoints);
            links = List.copyOf(links);
        }
    }

    /**
     * Decides what goes.
     *
     * @param suspected by the decision before; empty for the first
     */
    public static Decision decide(Set<String> suspected, Observation seen) {
        Set<String> ids = new HashSet<>();
        seen.stored().forEach(endpoint -> ids.add(endpoint.id()));
        List<StoredEndpoint> endpoints = seen.stored().stream()
                .filter(endpoint -> !seen.live().contains(endpoint.id())
                        && !seen.interfaces().contains(endpoint.interfaceName()))
                .toList();
        // A complete link with an endpoint in the store may lead to a container that the engine has lost sight of: it
        // stays.
        List<Link> links = seen.links().stream()
                .filter(link -> !seen.live().contains(link.endpointId())
                        && !(link.complete() && ids.contains(link.endpointId())))
                .toList();
        Set<String> suspects = new TreeSet<>();
        endpoints.forEach(endpoint -> suspects.add(suspicion(endpoint)));
        links.forEach(link -> suspects.add(suspicion(link)));
        return new Decision(
                suspects,
                endpoints.stream()
                        .filter(endpoint -> suspected.contains(suspicion(endpoint)))
                        .toList(),
                links.stream()
                        .filter(link -> suspected.contains(suspicion(link)))
                        .toList());
    }

    private static String suspicion(StoredEndpoint endpoint) {
        return "endpoint " + endpoint.id() + " at " + endpoint.revision();
    }

    private static String suspicion(Link link) {
        return "link " + link.name() + " of " + link.endpointId();
    }
}
