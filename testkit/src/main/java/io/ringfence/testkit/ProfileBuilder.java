package io.ringfence.testkit;

import static io.ringfence.testkit.Criteria.rule;

import io.ringfence.model.resource.Profile;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Rule;
import io.ringfence.testkit.Criteria.Criterion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A profile in the making. Rules are for ingress unless the word ends with {@code Out}. */
public final class ProfileBuilder {
    private final String name;
    private final List<String> tags = new ArrayList<>();
    private final Map<String, String> labels = new HashMap<>();
    private final List<Rule> ingress = new ArrayList<>();
    private final List<Rule> egress = new ArrayList<>();

    ProfileBuilder(String name) {
        this.name = name;
    }

    public ProfileBuilder tagged(String... names) {
        tags.addAll(List.of(names));
        return this;
    }

    public ProfileBuilder labelled(String key, String value) {
        labels.put(key, value);
        return this;
    }

    public ProfileBuilder allow(Criterion... criteria) {
        return in(rule(Action.ALLOW, criteria));
    }

    public ProfileBuilder deny(Criterion... criteria) {
        return in(rule(Action.DENY, criteria));
    }

    public ProfileBuilder allowOut(Criterion... criteria) {
        return out(rule(Action.ALLOW, criteria));
    }

    public ProfileBuilder denyOut(Criterion... criteria) {
        return out(rule(Action.DENY, criteria));
    }

    public ProfileBuilder in(Rule... rules) {
        ingress.addAll(List.of(rules));
        return this;
    }

    public ProfileBuilder out(Rule... rules) {
        egress.addAll(List.of(rules));
        return this;
    }

    public Profile build() {
        return new Profile(name, tags, labels, ingress, egress);
    }
}
