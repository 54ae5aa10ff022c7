package io.ringfence.agent.render;

import io.ringfence.agent.kernel.Chain;
import io.ringfence.agent.kernel.PerFamily;
import io.ringfence.agent.wanted.ShardImage;
import io.ringfence.log.record.IpSetId;
import io.ringfence.log.record.ShardRule;
import io.ringfence.model.net.Cidr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of policies and profiles as chains. Remembers the last rendering. */
final class PolicyRenderer {
    private Map<String, PolicyChains> known = new HashMap<>();
    private Map<String, PolicyChains> next = new HashMap<>();

    /**
     * One list of rules, rendered.
     *
     * @param rules where it came from; null when the policy or profile is missing
     * @param chains by family
     * @param sets that the rules name, there or not
     * @param missing those of {@code sets} that were not there
     * @param netsSets by family and name, the sets that lists of blocks became
     */
    record PolicyChains(
            @Nullable List<ShardRule> rules,
            PerFamily<Chain> chains,
            Set<IpSetId> sets,
            Set<IpSetId> missing,
            PerFamily<Map<String, List<Cidr>>> netsSets) {}

    /** @param rules null for a policy or profile that is missing: it denies everything */
    PolicyChains render(String chain, @Nullable List<ShardRule> rules, ShardImage image) {
        PolicyChains before = known.get(chain);
        PolicyChains current = before != null
                        && Objects.equals(before.rules, rules)
                        && missing(before.sets, image).equals(before.missing)
                ? before
                : fresh(chain, rules, image);
        next.put(chain, current);
        return current;
    }

    /** Forgets what has not been rendered since the last call. */
    void forget() {
        known = next;
        next = new HashMap<>();
    }

    private static Set<IpSetId> missing(Set<IpSetId> sets, ShardImage image) {
        Set<IpSetId> missing = Set.of();
        for (IpSetId id : sets) {
            if (!image.hasSet(id)) {
                if (missing.isEmpty()) {
                    missing = new LinkedHashSet<>();
                }
                missing.add(id);
            }
        }
        return missing;
    }

    private static PolicyChains fresh(String chain, @Nullable List<ShardRule> rules, ShardImage image) {
        PerFamily<Map<String, List<Cidr>>> netsSets = PerFamily.of(version -> new TreeMap<>());
        Set<IpSetId> sets = new LinkedHashSet<>();
        if (rules != null) {
            rules.forEach(rule -> sets.addAll(rule.allSets()));
        }
        PerFamily<Chain> chains = PerFamily.of(version -> {
            RuleRenderer renderer = new RuleRenderer(version, image::hasSet, netsSets.get(version));
            List<RuleText> texts = new ArrayList<>();
            if (rules == null) {
                texts.add(RuleText.of("", "-j DROP"));
            } else {
                rules.forEach(rule -> texts.addAll(renderer.render(rule, chain)));
            }
            return Skeleton.chain(chain, texts);
        });
        return new PolicyChains(rules, chains, sets, missing(sets, image), netsSets);
    }
}
