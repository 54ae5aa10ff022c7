package io.ringfence.calicoctl.words;

import io.ringfence.calicoctl.endpoint.ProfileChange;
import java.util.List;
import java.util.Map;

/** What an {@code endpoint} command asks for. {@code where}: identity fields of a workload endpoint and what they must be; not all need be given. */
public sealed interface EndpointRequest {
    /** Counts the endpoints of each host and orchestrator, or with {@code detailed} lists them. */
    record Overview(Map<String, String> where, boolean detailed) implements EndpointRequest {
        public Overview {
            where = Map.copyOf(where);
        }
    }

    /** Changes the profiles of the one endpoint that is there. */
    record ChangeProfiles(Map<String, String> where, ProfileChange change, List<String> profiles)
            implements EndpointRequest {
        public ChangeProfiles {
            where = Map.copyOf(where);
            profiles = List.copyOf(profiles);
        }
    }

    /** Lists the profiles of the one endpoint that is there. */
    record ShowProfiles(Map<String, String> where) implements EndpointRequest {
        public ShowProfiles {
            where = Map.copyOf(where);
        }
    }
}
