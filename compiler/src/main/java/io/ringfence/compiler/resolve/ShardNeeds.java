package io.ringfence.compiler.resolve;

import io.ringfence.log.record.RuleSet;
import io.ringfence.log.record.RuleSetId;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one owned shard needs: its endpoints need rule sets, these need policies and profiles, and these need sets. A policy list is
 * counted once for all rule sets made of it, so that a thousand rule sets over one list do not count each policy a thousand times.
 */
public final class ShardNeeds {
    private final Needs<RuleSetId> ruleSets = new Needs<>();
    private final Needs<PolicyList> lists = new Needs<>();
    private final Needs<ResourceKey> rules = new Needs<>();
    private final Needs<MemberSet> sets = new Needs<>();

    /** For each needed rule set the one that first needed it here: equal ids mean equal content. */
    private final Map<RuleSetId, EndpointRules> firstOf = new HashMap<>();

    private final Rulebook rulebook;
    private final Consumer<MemberSet> setNeeded;
    private final Consumer<MemberSet> setUnneeded;

    ShardNeeds(Rulebook rulebook, Consumer<MemberSet> setNeeded, Consumer<MemberSet> setUnneeded) {
        this.rulebook = rulebook;
        this.setNeeded = setNeeded;
        this.setUnneeded = setUnneeded;
    }

    public Needs<RuleSetId> ruleSets() {
        return ruleSets;
    }

    /** Policies and profiles; a profile that is named but not stored is needed as well. */
    public Needs<ResourceKey> rules() {
        return rules;
    }

    public Needs<MemberSet> sets() {
        return sets;
    }

    /** The content of a needed rule set. */
    public RuleSet ruleSet(RuleSetId id) {
        return Objects.requireNonNull(firstOf.get(id)).ruleSet();
    }

    /** One more endpoint has these rules. */
    void add(EndpointRules endpointRules) {
        RuleSet ruleSet = endpointRules.ruleSet();
        if (ruleSets.add(ruleSet.id())) {
            firstOf.put(ruleSet.id(), endpointRules);
            if (lists.add(endpointRules.policies())) {
                endpointRules.policies().policies().forEach(this::addRules);
            }
            ruleSet.profiles().forEach(name -> addRules(ResourceKey.of(Kind.PROFILE, name)));
        }
    }

    /** One endpoint less has these rules. */
    void remove(EndpointRules endpointRules) {
        RuleSet ruleSet = endpointRules.ruleSet();
        if (ruleSets.remove(ruleSet.id())) {
            PolicyList list =
                    Objects.requireNonNull(firstOf.remove(ruleSet.id())).policies();
            if (lists.remove(list)) {
                list.policies().forEach(this::removeRules);
            }
            ruleSet.profiles().forEach(name -> removeRules(ResourceKey.of(Kind.PROFILE, name)));
        }
    }

    /** The rules of a policy or profile changed; nothing happens unless this shard needs it. Null is "not stored". */
    void replace(ResourceKey key, Rulebook.@Nullable Rules before, Rulebook.@Nullable Rules after) {
        if (rules.isNeeded(key)) {
            addSets(after);
            removeSets(before);
        }
    }

    /** Ends everything, when the shard is given up. */
    void clear() {
        List.copyOf(sets.needed()).forEach(setUnneeded);
    }

    private void addRules(ResourceKey key) {
        if (rules.add(key)) {
            addSets(rulebook.get(key));
        }
    }

    private void removeRules(ResourceKey key) {
        if (rules.remove(key)) {
            removeSets(rulebook.get(key));
        }
    }

    private void addSets(Rulebook.@Nullable Rules some) {
        if (some != null) {
            for (MemberSet set : some.sets()) {
                if (sets.add(set)) {
                    setNeeded.accept(set);
                }
            }
        }
    }

    private void removeSets(Rulebook.@Nullable Rules some) {
        if (some != null) {
            for (MemberSet set : some.sets()) {
                if (sets.remove(set)) {
                    setUnneeded.accept(set);
                }
            }
        }
    }
}
