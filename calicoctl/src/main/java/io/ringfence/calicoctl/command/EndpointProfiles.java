package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.api.Stored;
import io.ringfence.calicoctl.endpoint.EndpointEdit;
import io.ringfence.calicoctl.endpoint.EndpointEdits;
import io.ringfence.calicoctl.endpoint.ProfileChange;
import io.ringfence.calicoctl.table.EndpointTables;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;

/** The profiles of one endpoint: shown, and changed only over the state that was read. */
final class EndpointProfiles {
    private final Session session;
    private final Gateway gateway;

    EndpointProfiles(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    int show(WorkloadEndpoint endpoint) {
        if (endpoint.profiles().isEmpty()) {
            session.say("Endpoint has no profiles associated with it.");
        } else {
            session.print(EndpointTables.names(endpoint.profiles()).toString());
        }
        return ExitStatus.DONE;
    }

    /** Refuses to put profiles on an endpoint that do not exist: it would be closed. One that is gone can still be taken off. */
    void requireKnown(ProfileChange change, List<String> names) {
        if (change == ProfileChange.REMOVE) {
            return;
        }
        for (String name : names) {
            if (gateway.read(ProfileActions.key(name)) instanceof Answer.Refused<Stored> refused) {
                throw new CommandException(
                        refused.isAbsent()
                                ? "Profile with name " + name + " was not found."
                                : "Failed to read profile " + name + ": " + refused.message());
            }
        }
    }

    int change(ResourceKey key, ProfileChange change, List<String> names) {
        session.say(stored(gateway, key).run(stored -> switch (EndpointEdits.change(endpoint(stored), change, names)) {
            case EndpointEdit.Refuse(String message) -> new StoredEdit.Decision.Refuse(message);
            case EndpointEdit.Write(WorkloadEndpoint wanted, String message) ->
                new StoredEdit.Decision.Write(wanted, message);
        }));
        return ExitStatus.DONE;
    }

    static Stored read(Gateway gateway, ResourceKey key) {
        return stored(gateway, key).read();
    }

    private static StoredEdit stored(Gateway gateway, ResourceKey key) {
        String name = key.identifier();
        return new StoredEdit(
                gateway,
                key,
                new StoredEdit.Texts(
                        name,
                        "Failed to read " + name + ": resource does not exist: " + name,
                        "Failed to read " + name + ": ",
                        "Failed to update " + name + ": "));
    }

    static WorkloadEndpoint endpoint(Stored stored) {
        if (stored.resource() instanceof WorkloadEndpoint endpoint) {
            return endpoint;
        }
        throw new CommandException("The gateway answered with a "
                + stored.resource().kind().text() + " where a workload endpoint was asked for.");
    }
}
