package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.host.Container;
import io.ringfence.calicoctl.host.Host;
import io.ringfence.calicoctl.host.Lookup;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds containers of this machine and their endpoints. */
final class Containers {
    private final Host host;
    private final Gateway gateway;

    Containers(Host host, Gateway gateway) {
        this.host = host;
        this.gateway = gateway;
    }

    /** One that can be linked. */
    Container running(String name) {
        return switch (host.find(name)) {
            case Lookup.Found(Container container) -> container;
            case Lookup.NotRunning(String workload) -> throw new CommandException(name + " is not currently running.");
            case Lookup.InHostNetwork inHostNetwork ->
                throw new CommandException(
                        "Can't add " + name + " to Calico because it is running NetworkMode = host.");
            case Lookup.Absent absent -> throw new CommandException("Container " + name + " was not found.");
        };
    }

    /** The endpoint that a container has by {@code container add}. */
    Optional<WorkloadEndpoint> endpoint(String orchestrator, String workload) {
        return EndpointActions.find(
                        gateway, Map.of("node", host.name(), "orchestrator", orchestrator, "workload", workload))
                .stream()
                .findFirst();
    }

    /** The endpoint of a container that may have stopped, or be gone: then by the name under which it is stored. */
    Optional<WorkloadEndpoint> endpoint(String name) {
        return switch (host.find(name)) {
            case Lookup.Found(Container container) -> endpoint(container.orchestrator(), container.workload());
            case Lookup.NotRunning(String workload) -> endpoint(Container.DOCKER, workload);
            case Lookup.InHostNetwork inHostNetwork -> Optional.empty();
            case Lookup.Absent absent -> {
                Optional<WorkloadEndpoint> stored = List.of(Container.NAMESPACE, Container.DOCKER).stream()
                        .flatMap(orchestrator -> endpoint(orchestrator, Host.namespaceName(name)).stream())
                        .findFirst();
                if (stored.isEmpty()) {
                    throw new CommandException("Container " + name + " was not found.");
                }
                yield stored;
            }
        };
    }

    /** The endpoint of a container, which must have one. */
    WorkloadEndpoint known(String name) {
        return endpoint(name)
                .orElseThrow(() -> new CommandException("Container " + name + " is unknown to Calico.\n"
                        + "Use `calicoctl container add` to add the container to the Calico network."));
    }
}
