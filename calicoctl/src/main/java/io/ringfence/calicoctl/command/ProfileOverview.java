package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.table.BoxTable;
import io.ringfence.calicoctl.table.EndpointTables;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** All profiles, and who uses them. */
final class ProfileOverview {
    /** What the original prints in the columns of a profile without endpoints. */
    private static final String NONE = "None";

    private final Session session;
    private final Gateway gateway;

    ProfileOverview(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
    }

    /** Returns the exit status. */
    int show(boolean detailed) {
        TreeSet<String> names = new TreeSet<>();
        each(Kind.PROFILE, profile -> names.add(profile.key().parts().getFirst()));
        session.print((detailed ? details(names) : EndpointTables.names(List.copyOf(names))).toString());
        return ExitStatus.DONE;
    }

    private BoxTable details(Set<String> names) {
        BoxTable table = new BoxTable("Name", "Host", "Orchestrator ID", "Workload ID", "Endpoint ID", "State");
        TreeSet<String> unused = new TreeSet<>(names);
        each(Kind.WORKLOAD_ENDPOINT, resource -> {
            if (resource instanceof WorkloadEndpoint endpoint) {
                endpoint.profiles().stream().filter(names::contains).distinct().forEach(profile -> {
                    unused.remove(profile);
                    table.add(
                            profile,
                            endpoint.node(),
                            endpoint.orchestrator(),
                            endpoint.workload(),
                            endpoint.name(),
                            EndpointTables.ACTIVE);
                });
            }
        });
        unused.forEach(name -> table.add(name, NONE, NONE, NONE, NONE, NONE));
        return table;
    }

    /** Whether any endpoint, of a workload or a host, names the profile. */
    boolean isInUse(String profile) {
        AtomicBoolean found = new AtomicBoolean();
        Consumer<Resource> look = resource -> {
            if (Profile.isNamed(profile, resource)) {
                found.set(true);
            }
        };
        each(Kind.WORKLOAD_ENDPOINT, look);
        each(Kind.HOST_ENDPOINT, look);
        return found.get();
    }

    private void each(Kind kind, Consumer<Resource> consumer) {
        if (gateway.list(kind, Map.of(), consumer) instanceof Answer.Refused<Integer> refused) {
            throw new CommandException("Failed to read the " + kind.collection() + ": " + refused.message());
        }
    }
}
