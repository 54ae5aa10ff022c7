package io.ringfence.calicoctl.command;

import io.ringfence.calicoctl.api.Answer;
import io.ringfence.calicoctl.api.Gateway;
import io.ringfence.calicoctl.endpoint.ProfileChange;
import io.ringfence.calicoctl.table.EndpointTables;
import io.ringfence.calicoctl.words.EndpointRequest;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out what an {@code endpoint} command asks for. */
final class EndpointActions {
    private final Session session;
    private final Gateway gateway;
    private final EndpointProfiles profiles;

    EndpointActions(Session session, Gateway gateway) {
        this.session = session;
        this.gateway = gateway;
        this.profiles = new EndpointProfiles(session, gateway);
    }

    /** Returns the exit status. */
    int run(EndpointRequest request) {
        return switch (request) {
            case EndpointRequest.Overview(Map<String, String> where, boolean detailed) -> {
                List<WorkloadEndpoint> endpoints = find(gateway, where);
                session.print(
                        detailed
                                ? EndpointTables.details(endpoints) + "\n"
                                : EndpointTables.counts(endpoints).toString());
                yield ExitStatus.DONE;
            }
            case EndpointRequest.ShowProfiles(Map<String, String> where) -> {
                Optional<WorkloadEndpoint> found = only(where);
                yield found.isEmpty()
                        ? refuse("Failed to list profiles in endpoint.\n" + unknown(where))
                        : profiles.show(found.get());
            }
            case EndpointRequest.ChangeProfiles(
                    Map<String, String> where,
                    ProfileChange change,
                    List<String> names) -> {
                profiles.requireKnown(change, names);
                Optional<WorkloadEndpoint> found = only(where);
                yield found.isEmpty()
                        ? refuse(
                                switch (change) {
                                    case APPEND -> "Failed to append profiles to endpoint.\n\n" + unknown(where);
                                    case REMOVE ->
                                        "Failed to remove profiles from endpoint.\nEndpoint could not be found.";
                                    case SET -> "Failed to set profiles for endpoint.\nEndpoint could not be found.";
                                })
                        : profiles.change(found.get().key(), change, names);
            }
        };
    }

    private static String unknown(Map<String, String> where) {
        return "Endpoint " + where.get("name") + " is unknown to Calico.";
    }

    private int refuse(String message) {
        session.complain(message);
        return ExitStatus.FAILED;
    }

    private Optional<WorkloadEndpoint> only(Map<String, String> where) {
        List<WorkloadEndpoint> found = find(gateway, where);
        if (found.size() > 1) {
            throw new CommandException("More than 1 endpoint matches the provided criteria.  "
                    + "Please provide additional parameters to refine the search.");
        }
        return found.stream().findFirst();
    }

    /** Those that have these values, by identity. */
    static List<WorkloadEndpoint> find(Gateway gateway, Map<String, String> where) {
        List<WorkloadEndpoint> found = new ArrayList<>();
        Answer<Integer> answer = gateway.list(Kind.WORKLOAD_ENDPOINT, where, resource -> {
            if (resource instanceof WorkloadEndpoint endpoint) {
                found.add(endpoint);
            }
        });
        if (answer instanceof Answer.Refused<Integer> refused) {
            throw new CommandException("Failed to read the workloadEndpoints: " + refused.message());
        }
        return found;
    }
}
