package io.ringfence.model.validate;

import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Profiles, policies and tiers. */
final class PolicyChecks {
    private PolicyChecks() {}

    static void profile(Profile profile, Findings found) {
        found.identity("Name", "metadata.name", profile.name(), Findings.NAMESPACED_NAME);
        found.eachMatches("Tags", "metadata.tags", profile.tags(), Findings.NAME);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < profile.tags().size(); i++) {
            String tag = profile.tags().get(i);
            String path = "metadata.tags[" + i + "]";
            if (!seen.add(tag)) {
                found.add("Tags[" + i + "]", path, tag, "tag specified more than once");
            } else if (!profile.labels().getOrDefault(tag, "").isEmpty()) {
                found.add("Tags[" + i + "]", path, tag, "tag is also a label with a value");
            }
        }
        found.labels(profile.labels());
        rules(profile.ingress(), "IngressRules", "spec.ingress", found);
        rules(profile.egress(), "EgressRules", "spec.egress", found);
    }

    static void policy(Policy policy, Findings found) {
        found.identity("Name", "metadata.name", policy.name(), Findings.NAMESPACED_NAME);
        found.annotations(policy.annotations());
        found.matches("Tier", "spec.tier", policy.tier(), Findings.NAME);
        order("PolicySpec.Order", policy.order(), found);
        rules(policy.ingress(), "IngressRules", "spec.ingress", found);
        rules(policy.egress(), "EgressRules", "spec.egress", found);
        if (policy.doNotTrack() && policy.preDnat()) {
            found.add(
                    "PolicySpec.PreDNAT",
                    "spec.preDNAT",
                    true,
                    "PreDNAT and DoNotTrack cannot both be true, for a given PolicySpec");
        }
        if (policy.preDnat() && !policy.egress().isEmpty()) {
            found.add(
                    "PolicySpec.EgressRules",
                    "spec.egress",
                    policy.egress().size() + " rules",
                    "PreDNAT PolicySpec cannot have any EgressRules");
        }
        if (policy.preDnat() && policy.types().contains(Direction.EGRESS)) {
            found.add("PolicySpec.Types", "spec.types", "egress", "PreDNAT PolicySpec cannot have 'egress' Type");
        }
    }

    static void tier(Tier tier, Findings found) {
        found.identity("Name", "metadata.name", tier.name(), Findings.NAME);
        order("TierSpec.Order", tier.order(), found);
    }

    private static void order(String name, @Nullable Double order, Findings found) {
        if (order != null && !Double.isFinite(order)) {
            found.add(name, "spec.order", order, "order must be a finite number");
        }
    }

    private static void rules(List<Rule> rules, String name, String path, Findings found) {
        if (rules.size() > Limits.MAX_RULES) {
            found.add(name, path, rules.size() + " rules", "more than " + Limits.MAX_RULES + " rules");
            return;
        }
        for (int i = 0; i < rules.size(); i++) {
            RuleChecks.rule(rules.get(i), path + "[" + i + "]", found);
        }
    }
}
