package io.ringfence.testkit;

import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import java.util.Map;

/** Resources in the words of the domain: {@code policy("db").selects("role == 'database'").allow(tcp(3306), from("role == 'app'"))}. */
public final class Given {
    private Given() {}

    public static PolicyBuilder policy(String name) {
        return new PolicyBuilder(name);
    }

    public static ProfileBuilder profile(String name) {
        return new ProfileBuilder(name);
    }

    /** An endpoint of the orchestrator {@code docker}, workload {@code name}, endpoint name {@code eth0}. */
    public static WorkloadBuilder workload(String node, String name) {
        return new WorkloadBuilder(node, name);
    }

    public static HostEndpointBuilder hostEndpoint(String node, String name) {
        return new HostEndpointBuilder(node, name);
    }

    public static NetworkSet networkSet(String name, Map<String, String> labels, String... nets) {
        return new NetworkSet(name, labels, Criteria.cidrs(nets));
    }

    /** A tier that denies at its end. */
    public static Tier tier(String name, double order) {
        return new Tier(name, order, Action.DENY);
    }

    /** A tier that passes at its end. */
    public static Tier passingTier(String name, double order) {
        return new Tier(name, order, Action.PASS);
    }
}
