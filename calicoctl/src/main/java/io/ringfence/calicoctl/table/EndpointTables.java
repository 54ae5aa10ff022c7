package io.ringfence.calicoctl.table;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the {@code endpoint} and {@code container} commands show of workload endpoints. */
public final class EndpointTables {
    /** Every stored endpoint is meant to work; the original's other state was of containers just being set up. */
    public static final String ACTIVE = "active";

    private EndpointTables() {}

    private record Place(String host, String orchestrator) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byHost = host.compareTo(other.host);
            return byHost != 0 ? byHost : orchestrator.compareTo(other.orchestrator);
        }
    }

    /** How many there are, a row for each host and orchestrator. */
    public static BoxTable counts(Collection<WorkloadEndpoint> endpoints) {
        Map<Place, Set<String>> workloads = new TreeMap<>();
        Map<Place, Integer> counts = new TreeMap<>();
        for (WorkloadEndpoint endpoint : endpoints) {
            Place place = new Place(endpoint.node(), endpoint.orchestrator());
            workloads.computeIfAbsent(place, _ -> new HashSet<>()).add(endpoint.workload());
            counts.merge(place, 1, Integer::sum);
        }
        BoxTable table = new BoxTable("Hostname", "Orchestrator ID", "Number of Workloads", "Number of Endpoints");
        workloads.forEach((place, names) -> table.add(
                place.host(),
                place.orchestrator(),
                Integer.toString(names.size()),
                Integer.toString(counts.getOrDefault(place, 0))));
        return table;
    }

    /** A row for each endpoint; its addresses stand below each other. */
    public static BoxTable details(Collection<WorkloadEndpoint> endpoints) {
        BoxTable table = new BoxTable(
                "Hostname", "Orchestrator ID", "Workload ID", "Endpoint ID", "Addresses", "MAC", "Profiles", "State");
        for (WorkloadEndpoint endpoint : endpoints) {
            String mac = endpoint.mac();
            table.add(
                    endpoint.node(),
                    endpoint.orchestrator(),
                    endpoint.workload(),
                    endpoint.name(),
                    endpoint.ipNetworks().stream().map(Cidr::toString).collect(Collectors.joining("\n")),
                    mac == null ? "" : mac,
                    String.join(",", endpoint.profiles()),
                    ACTIVE);
        }
        return table;
    }

    /** The names below each other, sorted. */
    public static BoxTable names(List<String> names) {
        BoxTable table = new BoxTable("Name");
        names.forEach(table::add);
        return table;
    }
}
