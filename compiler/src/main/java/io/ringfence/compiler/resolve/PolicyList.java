package io.ringfence.compiler.resolve;

import io.ringfence.log.record.RuleSet;
import io.ringfence.model.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The policies that govern the endpoints of a group, in order, and the rule sets made of them; compared by identity. */
final class PolicyList {
    private final List<RuleSet.TierPolicies> tiers;
    private final List<ResourceKey> policies;

    /** By list of profiles; only those that an endpoint has. */
    private final Map<List<String>, EndpointRules> ruleSets = new HashMap<>();

    PolicyList(List<RuleSet.TierPolicies> tiers, List<ResourceKey> policies) {
        this.tiers = tiers;
        this.policies = policies;
    }

    /** Keys of all policies, each once. */
    List<ResourceKey> policies() {
        return policies;
    }

    /** The rules of an endpoint with these profiles; one more endpoint has them now. */
    EndpointRules hold(List<String> profiles) {
        EndpointRules rules = Objects.requireNonNull(
                ruleSets.computeIfAbsent(profiles, names -> new EndpointRules(RuleSet.of(tiers, names), this)));
        rules.endpoints++;
        return rules;
    }

    /** One endpoint less has the rules. */
    void release(EndpointRules rules) {
        if (--rules.endpoints == 0) {
            ruleSets.remove(rules.ruleSet().profiles());
        }
    }
}
