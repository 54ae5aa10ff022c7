package io.ringfence.calicoctl.endpoint;

import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.ArrayList;
import java.util.List;

/** Decides what a change of profiles makes of an endpoint. Order counts: for rules the first profile that decides wins. */
public final class EndpointEdits {
    private EndpointEdits() {}

    /**
     * What to do about it.
     *
     * @param names of profiles, each once
     */
    public static EndpointEdit change(WorkloadEndpoint endpoint, ProfileChange change, List<String> names) {
        return switch (change) {
            case APPEND -> append(endpoint, names);
            case REMOVE -> remove(endpoint, names);
            case SET ->
                new EndpointEdit.Write(
                        endpoint.withProfiles(names),
                        names.isEmpty()
                                ? "Removed all profiles from endpoint."
                                : "Profile(s) set to " + String.join(", ", names) + ".");
        };
    }

    private static EndpointEdit append(WorkloadEndpoint endpoint, List<String> names) {
        if (names.isEmpty()) {
            return new EndpointEdit.Refuse("No profile specified.");
        }
        for (String name : names) {
            if (endpoint.profiles().contains(name)) {
                return new EndpointEdit.Refuse("Profile " + name + " is already in endpoint profile list");
            }
        }
        List<String> longer = new ArrayList<>(endpoint.profiles());
        longer.addAll(names);
        return new EndpointEdit.Write(
                endpoint.withProfiles(longer), "Profile(s) " + String.join(", ", names) + " appended.");
    }

    private static EndpointEdit remove(WorkloadEndpoint endpoint, List<String> names) {
        if (names.isEmpty()) {
            return new EndpointEdit.Refuse("No profile specified.");
        }
        for (String name : names) {
            if (!endpoint.profiles().contains(name)) {
                return new EndpointEdit.Refuse("Profile " + name + " is not in endpoint profile list.");
            }
        }
        List<String> shorter = new ArrayList<>(endpoint.profiles());
        shorter.removeAll(names);
        return new EndpointEdit.Write(
                endpoint.withProfiles(shorter), "Profile(s) " + String.join(",", names) + " removed.");
    }
}
