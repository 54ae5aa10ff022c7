package io.ringfence.log.record;

import io.ringfence.model.rule.Action;
import java.util.List;

/**
 * Which policies and profiles govern an endpoint, in order; shared by all endpoints that match the same ones.
 *
 * @param id hash of the rest
 * @param tiers in order; only those with a policy for the endpoint
 * @param profiles in the endpoint's order, those that do not exist included
 */
public record RuleSet(RuleSetId id, List<TierPolicies> tiers, List<String> profiles) implements ShardRecord {
    public static final String PREFIX = "ruleset/";

    public RuleSet {
        tiers = List.copyOf(tiers);
        profiles = List.copyOf(profiles);
    }

    /** With the id that the content has. */
    public static RuleSet of(List<TierPolicies> tiers, List<String> profiles) {
        return new RuleSet(idOf(tiers, profiles), tiers, profiles);
    }

    /** Hash of names with their lengths, so that no two contents read alike. */
    public static RuleSetId idOf(List<TierPolicies> tiers, List<String> profiles) {
        StringBuilder text = new StringBuilder("ruleset");
        for (TierPolicies tier : tiers) {
            text.append(" tier ").append(tier.defaultAction());
            names(text, List.of(tier.tier()));
            names(text, tier.ingress());
            names(text, tier.egress());
        }
        text.append(" profiles");
        names(text, profiles);
        return new RuleSetId(IpSetId.hash(text.toString()));
    }

    private static void names(StringBuilder text, List<String> names) {
        text.append(' ').append(names.size());
        for (String name : names) {
            text.append(' ').append(name.length()).append(':').append(name);
        }
    }

    /**
     * A tier's policies for an endpoint.
     *
     * @param defaultAction {@code DENY} or {@code PASS}: for a direction with at least one policy and no verdict
     * @param ingress names of the policies that govern ingress, in order
     * @param egress names of the policies that govern egress, in order
     */
    public record TierPolicies(String tier, Action defaultAction, List<String> ingress, List<String> egress) {
        public TierPolicies {
            ingress = List.copyOf(ingress);
            egress = List.copyOf(egress);
        }
    }

    @Override
    public String key() {
        return PREFIX + id;
    }
}
