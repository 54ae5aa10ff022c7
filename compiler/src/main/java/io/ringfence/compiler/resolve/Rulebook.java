package io.ringfence.compiler.resolve;

import io.ringfence.log.record.PolicyRules;
import io.ringfence.log.record.ProfileRules;
import io.ringfence.log.record.ShardRecord;
import io.ringfence.log.record.ShardRule;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The translated rules of all policies and profiles, and the sets that they refer to. */
final class Rulebook {
    private final Map<ResourceKey, Rules> byKey = new HashMap<>();
    private final Map<SetMeaning, MemberSet> sets = new HashMap<>();

    /**
     * What a policy or profile says.
     *
     * @param record as shards get it
     * @param sets each use of a set, repeats included
     */
    record Rules(ShardRecord record, List<MemberSet> sets) {}

    /** The rules of a policy or profile, or null when it is not stored. */
    @Nullable
    Rules get(ResourceKey key) {
        return byKey.get(key);
    }

    /** Stores a policy's rules; those of a direction that it does not govern are left out. */
    Rules put(Policy policy) {
        List<MemberSet> used = new ArrayList<>();
        ShardRecord record = new PolicyRules(
                policy.name(),
                translate(governed(policy, Direction.INGRESS, policy.ingress()), used),
                translate(governed(policy, Direction.EGRESS, policy.egress()), used));
        return put(policy.key(), record, used);
    }

    Rules put(Profile profile) {
        List<MemberSet> used = new ArrayList<>();
        ShardRecord record =
                new ProfileRules(profile.name(), translate(profile.ingress(), used), translate(profile.egress(), used));
        return put(profile.key(), record, used);
    }

    /** Forgets the rules; their sets stay until {@link #release}. */
    void remove(ResourceKey key) {
        byKey.remove(key);
    }

    /** Gives up the uses of rules that were replaced or removed, once no shard needs them any more. */
    void release(Rules rules) {
        for (MemberSet set : rules.sets()) {
            if (set.giveUp()) {
                sets.remove(set.meaning());
            }
        }
    }

    boolean isEmpty() {
        return byKey.isEmpty() && sets.isEmpty();
    }

    private Rules put(ResourceKey key, ShardRecord record, List<MemberSet> used) {
        Rules rules = new Rules(record, List.copyOf(used));
        byKey.put(key, rules);
        return rules;
    }

    private List<ShardRule> translate(List<Rule> rules, List<MemberSet> used) {
        return RuleTranslation.translate(rules, meaning -> {
            MemberSet set = Objects.requireNonNull(sets.computeIfAbsent(meaning, MemberSet::new));
            set.use();
            used.add(set);
            return set.id();
        });
    }

    private static List<Rule> governed(Policy policy, Direction direction, List<Rule> rules) {
        return PolicyOrder.governs(policy, direction) ? rules : List.of();
    }
}
