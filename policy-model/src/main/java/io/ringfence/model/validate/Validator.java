package io.ringfence.model.validate;

import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.List;

/** Checks one resource on its own. References to other resources are the store's concern. */
public final class Validator {
    private Validator() {}

    /** Returns all problems, in the order of the resource's fields; empty when it may be stored. */
    public static List<Problem> validate(Resource resource) {
        Findings found = new Findings();
        switch (resource) {
            case Profile profile -> PolicyChecks.profile(profile, found);
            case Policy policy -> PolicyChecks.policy(policy, found);
            case Tier tier -> PolicyChecks.tier(tier, found);
            case WorkloadEndpoint endpoint -> EndpointChecks.workload(endpoint, found);
            case HostEndpoint endpoint -> EndpointChecks.host(endpoint, found);
            case IpPool pool -> NetworkChecks.pool(pool, found);
            case IpamBlock block -> NetworkChecks.block(block, found);
            case Node node -> NetworkChecks.node(node, found);
            case NetworkSet set -> NetworkChecks.networkSet(set, found);
        }
        return found.problems();
    }
}
