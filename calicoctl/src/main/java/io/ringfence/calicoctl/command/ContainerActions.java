package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.GatewayException;
import io.ringfence.calicoctl.api.HostReport;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.api.Write;
import io.ringfence.calicoctl.endpoint.ProfileChange;
import io.ringfence.calicoctl.host.Container;
import io.ringfence.calicoctl.host.Host;
import io.ringfence.calicoctl.host.Link;
import io.ringfence.calicoctl.table.EndpointTables;
import io.ringfence.calicoctl.words.ContainerRequest;
import io.ringfence.link.LinkException;
import io.ringfence.model.ipam.Request;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Carries out what a {@code container} command asks for. What is stored comes first when a link is made and last when it is removed:
 * ended in between, a link never stands without its endpoint, and {@code container remove} finds the rest.
 */
final class ContainerActions {
    private final Session session;
    private final Gateway gateway;
    private final Host host;
    private final Containers containers;
    private final AddressClaims addresses;

    ContainerActions(Session session, Gateway gateway, Host host) {
        this.session = session;
        this.gateway = gateway;
        this.host = host;
        this.containers = new Containers(host, gateway);
        this.addresses = new AddressClaims(gateway, host.name());
    }

    /** Returns the exit status. */
    int run(ContainerRequest request) throws LinkException {
        switch (request) {
            case ContainerRequest.Add(String name, Request address, String inside) -> add(name, address, inside);
            case ContainerRequest.Remove(String name) -> remove(name);
            case ContainerRequest.AddAddress(String name, Request address, String inside) ->
                addAddress(name, address, inside);
            case ContainerRequest.RemoveAddress(String name, Cidr address, String inside) ->
                removeAddress(name, address, inside);
            case ContainerRequest.ShowEndpoint(String name) ->
                session.print(EndpointTables.details(List.of(containers.known(name))) + "\n");
            case ContainerRequest.ChangeProfiles(String name, ProfileChange change, List<String> names) -> {
                EndpointProfiles profiles = new EndpointProfiles(session, gateway);
                profiles.requireKnown(change, names);
                return profiles.change(containers.known(name).key(), change, names);
            }
        }
        return ExitStatus.DONE;
    }

    private void add(String name, Request request, String inside) {
        Container container = containers.running(name);
        if (containers.endpoint(container.orchestrator(), container.workload()).isPresent()) {
            throw new CommandException(name + " has already been configured with Calico Networking.");
        }
        requireAgent();
        String id = UUID.randomUUID().toString().replace("-", "");
        WorkloadEndpoint blank = new WorkloadEndpoint(
                host.name(),
                container.orchestrator(),
                container.workload(),
                id,
                null,
                Map.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                host.interfaceFor(id),
                Host.MAC,
                List.of());
        Cidr address = addresses.take(request, taken -> new Write.Create(blank.withIpNetworks(List.of(taken))));
        Link link = host.link(blank);
        try {
            link.make(container.namespace(), inside, address);
        } catch (LinkException e) {
            throw takenBack(name, e, "remove " + name, () -> {
                link.remove();
                addresses.giveBack(List.of(address), () -> delete(blank.key()));
            });
        }
        session.say("IP " + address.address() + " added to " + name);
    }

    /** Where no agent holds rules nothing would be dropped. */
    private void requireAgent() {
        boolean guarded = switch (gateway.hosts()) {
            case Answer.Done<List<HostReport>>(List<HostReport> hosts) ->
                hosts.stream()
                        .anyMatch(report -> report.host().equals(host.name())
                                && report.live()
                                && !report.state().equals("starting"));
            case Answer.Refused<List<HostReport>> refused ->
                throw new CommandException("Failed to read the hosts: " + refused.message());
        };
        if (!guarded) {
            throw new CommandException("No agent enforces policy on host " + host.name()
                    + ", so that the container would be open.\nCheck with `calicoctl node status`.");
        }
    }

    private void remove(String name) throws LinkException {
        WorkloadEndpoint endpoint =
                containers.endpoint(name).orElseThrow(() -> new CommandException("Container is unknown to Calico."));
        host.link(endpoint).remove();
        addresses.giveBack(endpoint.ipNetworks(), () -> delete(endpoint.key()));
        session.say("Removed Calico from " + name);
    }

    private void addAddress(String name, Request request, String inside) {
        Container container = containers.running(name);
        WorkloadEndpoint endpoint = containers.known(name);
        Cidr address = addresses.take(request, taken -> replace(endpoint.key(), taken, true));
        Link link = host.link(endpoint);
        try {
            link.addAddress(container.namespace(), inside, address);
        } catch (LinkException e) {
            throw takenBack(name, e, name + " ip remove " + address.address(), () -> {
                link.removeAddress(container.namespace(), inside, address);
                addresses.giveBack(List.of(address), () -> replace(endpoint.key(), address, false));
            });
        }
        session.say("IP " + address.address() + " added to " + name);
    }

    private void removeAddress(String name, Cidr address, String inside) throws LinkException {
        Container container = containers.running(name);
        WorkloadEndpoint endpoint = containers.known(name);
        if (!endpoint.ipNetworks().contains(address)) {
            throw new CommandException("IP address is not assigned to container. Aborting.");
        }
        host.link(endpoint).removeAddress(container.namespace(), inside, address);
        addresses.giveBack(List.of(address), () -> replace(endpoint.key(), address, false));
        session.say("IP " + address.address() + " removed from " + name);
    }

    /** The endpoint as it now is, with an address more or less. */
    private Write replace(ResourceKey key, Cidr address, boolean more) {
        Stored stored = EndpointProfiles.read(gateway, key);
        WorkloadEndpoint endpoint = EndpointProfiles.endpoint(stored);
        List<Cidr> networks = new ArrayList<>(endpoint.ipNetworks());
        networks.remove(address);
        if (more) {
            networks.add(address);
        }
        return new Write.Replace(endpoint.withIpNetworks(networks), stored.revision());
    }

    private Write delete(ResourceKey key) {
        return new Write.Delete(key, EndpointProfiles.read(gateway, key).revision());
    }

    /** The link's part first: what has a link keeps its endpoint. */
    private interface TakingBack {
        void run() throws LinkException;
    }

    /** What to say of a change that failed and was taken back, or could not be. */
    private static CommandException takenBack(String name, LinkException cause, String rest, TakingBack takingBack) {
        String failed = "Failed to change the network of " + name;
        try {
            takingBack.run();
        } catch (LinkException | CommandException | GatewayException e) {
            return new CommandException(failed + ".\n" + cause.getMessage() + "\nNor could it be taken back: "
                    + e.getMessage() + "\nRemove what is left with `calicoctl container " + rest + "`.");
        }
        return new CommandException(failed + "; nothing remains of it.\n" + cause.getMessage());
    }
}
