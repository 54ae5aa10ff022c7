package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.words.IpamRequest;
import io.ringfence.model.ipam.Releaser;
import io.ringfence.model.ipam.StoredBlock;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out what an {@code ipam} command asks for. */
final class IpamActions {
    private final Session session;
    private final Gateway gateway;
    private final AddressStore store;

    IpamActions(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
        this.store = new AddressStore(gateway);
    }

    /** Returns the exit status. */
    int run(IpamRequest request) {
        return switch (request) {
            case IpamRequest.Show(Cidr address) -> show(address);
            case IpamRequest.Release(Cidr address) -> {
                session.say(Attempts.until("the block of " + address.address(), () -> release(address)));
                yield ExitStatus.DONE;
            }
        };
    }

    private int show(Cidr address) {
        Optional<StoredBlock> block = store.around(address);
        if (block.isEmpty()) {
            throw new CommandException(address.address() + " is not assigned");
        }
        IpamBlock.Allocation allocation = block.get()
                .block()
                .at(IpamBlock.ordinalOf(address))
                .orElseThrow(
                        () -> new CommandException("IP " + address.address() + " is not currently assigned in block"));
        // As the original prints a map: by key.
        session.say("map[handle:" + allocation.handle() + " host:" + allocation.host() + " purpose:"
                + allocation.purpose() + " since:" + allocation.since() + "]");
        return ExitStatus.DONE;
    }

    /** What to tell; empty when somebody else changed the block meanwhile. */
    private Optional<String> release(Cidr address) {
        Optional<StoredBlock> block = store.around(address);
        Optional<IpamBlock.Allocation> allocation =
                block.flatMap(stored -> stored.block().at(IpamBlock.ordinalOf(address)));
        if (allocation.isEmpty()) {
            throw new CommandException("IP address " + address.address() + " is not assigned");
        }
        requireUnused(address);
        // Whoever asks by hand asks for the host that has it.
        Releaser.Decision decision = Releaser.decide(
                block, address, allocation.get().host(), allocation.get().handle());
        if (decision instanceof Releaser.Decision.Free(var write)
                && store.commit(List.of(AddressStore.write(write)), "Error: ")) {
            return Optional.of("Successfully released IP address " + address.address());
        }
        return Optional.empty();
    }

    /** An address that is given out again while an endpoint has it would bring that endpoint's policy with it. */
    private void requireUnused(Cidr address) {
        for (WorkloadEndpoint endpoint : EndpointActions.find(gateway, Map.of())) {
            if (endpoint.ipNetworks().contains(address)) {
                throw new CommandException("Error: IP address " + address.address() + " is in use by "
                        + endpoint.key().identifier());
            }
        }
    }
}
