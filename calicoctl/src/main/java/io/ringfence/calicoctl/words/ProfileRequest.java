package io.ringfence.calicoctl.words;

import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import org.jspecify.annotations.Nullable;

/** What a {@code profile} command asks for. */
public sealed interface ProfileRequest {
    /** Lists the names, or with {@code detailed} also the endpoints of each. */
    record ListProfiles(boolean detailed) implements ProfileRequest {}

    record AddProfile(String profile) implements ProfileRequest {}

    /**
     * Deletes it.
     *
     * @param check refuse while endpoints name the profile
     */
    record RemoveProfile(String profile, boolean check) implements ProfileRequest {}

    record ShowTags(String profile) implements ProfileRequest {}

    record AddTag(String profile, String tag) implements ProfileRequest {}

    record RemoveTag(String profile, String tag) implements ProfileRequest {}

    /**
     * Inserts a rule.
     *
     * @param position from 1 to one more than there are rules; null appends. Not yet compared with the rules there are
     */
    record AddRule(
            String profile,
            Direction direction,
            Rule rule,
            @Nullable Integer position) implements ProfileRequest {}

    record RemoveRule(String profile, Direction direction, Rule rule) implements ProfileRequest {}

    /** Removes the rule at a position, counted from 1; not yet compared with the rules there are. */
    record RemoveRuleAt(String profile, Direction direction, int position) implements ProfileRequest {}

    record ShowRules(String profile) implements ProfileRequest {}

    record PrintRulesJson(String profile) implements ProfileRequest {}

    /** Replaces all rules by those on standard input. */
    record UpdateRules(String profile) implements ProfileRequest {}
}
