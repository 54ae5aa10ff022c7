package io.ringfence.calicoctl.rules;

import io.ringfence.calicoctl.rules.ProfileEdit.Keep;
import io.ringfence.calicoctl.rules.ProfileEdit.Refuse;
import io.ringfence.calicoctl.rules.ProfileEdit.Write;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.EntityRule;
import io.ringfence.model.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The edits that the {@code profile} commands make, each a function of the profile as it is. Positions count from 1 and are never
 * bent to fit: one that is out of range refuses the edit.
 */
public final class ProfileEdits {
    private ProfileEdits() {}

    /** What {@code profile add} makes: its members talk among themselves and may connect out to anywhere. */
    public static Profile fresh(String name) {
        Rule fromMembers = new Rule(
                Action.ALLOW,
                null,
                null,
                null,
                null,
                null,
                new EntityRule(name, List.of(), null, List.of(), null, List.of(), null, List.of()),
                EntityRule.ANY);
        return new Profile(name, List.of(name), Map.of(), List.of(fromMembers), List.of(Rule.of(Action.ALLOW)));
    }

    public static ProfileEdit addTag(Profile profile, String tag) {
        String message = "Tag " + tag + " added to profile " + profile.name();
        if (profile.tags().contains(tag)) {
            return new Keep(message);
        }
        List<String> tags = new ArrayList<>(profile.tags());
        tags.add(tag);
        return new Write(withTags(profile, tags), message);
    }

    public static ProfileEdit removeTag(Profile profile, String tag) {
        List<String> tags = new ArrayList<>(profile.tags());
        // A document may name a tag twice; one that is removed is gone.
        if (!tags.removeIf(tag::equals)) {
            return new Refuse("Tag " + tag + " is not on profile " + profile.name());
        }
        return new Write(withTags(profile, tags), "Tag " + tag + " removed from profile " + profile.name());
    }

    /** Inserts before the rule that now stands at {@code position}; null appends. A rule that is there already is not doubled. */
    public static ProfileEdit addRule(Profile profile, Direction direction, Rule rule, @Nullable Integer position) {
        List<Rule> rules = new ArrayList<>(rules(profile, direction));
        if (rules.contains(rule)) {
            return new Keep("Rule already present, skipping.");
        }
        int place = position == null ? rules.size() + 1 : position;
        if (place < 1 || place > rules.size() + 1) {
            return new Refuse("Position " + place + " is out-of-range.");
        }
        rules.add(place - 1, rule);
        return new Write(withRules(profile, direction, rules), "");
    }

    public static ProfileEdit removeRuleAt(Profile profile, Direction direction, int position) {
        List<Rule> rules = new ArrayList<>(rules(profile, direction));
        if (position < 1 || position > rules.size()) {
            return new Refuse("Rule position out-of-range.");
        }
        rules.remove(position - 1);
        return new Write(withRules(profile, direction, rules), "");
    }

    /** Removes the first rule that says the same. */
    public static ProfileEdit removeRule(Profile profile, Direction direction, Rule rule) {
        List<Rule> rules = new ArrayList<>(rules(profile, direction));
        if (!rules.remove(rule)) {
            return new Refuse("Rule not found.");
        }
        return new Write(withRules(profile, direction, rules), "");
    }

    public static ProfileEdit replaceRules(Profile profile, RulesJson.Rules rules) {
        if (rules.id() != null && !rules.id().equals(profile.name())) {
            return new Refuse(
                    "Rules JSON \"id\"=" + rules.id() + " doesn't match profile name " + profile.name() + ".");
        }
        Profile wanted =
                new Profile(profile.name(), profile.tags(), profile.labels(), rules.inbound(), rules.outbound());
        return new Write(wanted, "Successfully updated rules on profile " + profile.name());
    }

    private static List<Rule> rules(Profile profile, Direction direction) {
        return switch (direction) {
            case INGRESS -> profile.ingress();
            case EGRESS -> profile.egress();
        };
    }

    private static Profile withRules(Profile profile, Direction direction, List<Rule> rules) {
        return switch (direction) {
            case INGRESS -> new Profile(profile.name(), profile.tags(), profile.labels(), rules, profile.egress());
            case EGRESS -> new Profile(profile.name(), profile.tags(), profile.labels(), profile.ingress(), rules);
        };
    }

    private static Profile withTags(Profile profile, List<String> tags) {
        return new Profile(profile.name(), tags, profile.labels(), profile.ingress(), profile.egress());
    }
}
