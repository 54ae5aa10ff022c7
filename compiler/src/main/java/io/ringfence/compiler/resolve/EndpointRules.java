package io.ringfence.compiler.resolve;

import io.ringfence.log.record.RuleSet;

/** What governs an endpoint. One object for all endpoints with the same policies and profiles; compared by identity. */
public final class EndpointRules {
    private final RuleSet ruleSet;
    private final PolicyList policies;

    /** How many endpoints have it. */
    int endpoints;

    EndpointRules(RuleSet ruleSet, PolicyList policies) {
        this.ruleSet = ruleSet;
        this.policies = policies;
    }

    public RuleSet ruleSet() {
        return ruleSet;
    }

    PolicyList policies() {
        return policies;
    }
}
