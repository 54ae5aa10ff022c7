package io.ringfence.testkit;

import static io.ringfence.testkit.Criteria.rule;

import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.rule.Action;
import io.ringfence.model.rule.Direction;
import io.ringfence.model.rule.Rule;
import io.ringfence.model.selector.Selector;
import io.ringfence.testkit.Criteria.Criterion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A policy in the making. Rules are for ingress unless the word ends with {@code Out}. Types take their default. */
public final class PolicyBuilder {
    private final String name;
    private final Map<String, String> annotations = new HashMap<>();
    private final List<Rule> ingress = new ArrayList<>();
    private final List<Rule> egress = new ArrayList<>();
    private String tier = Tier.DEFAULT;
    private @Nullable Double order;
    private Selector selector = Selector.all();
    private Set<Direction> types = Set.of();
    private boolean doNotTrack;
    private boolean preDnat;
    private boolean applyOnForward;

    PolicyBuilder(String name) {
        this.name = name;
    }

    public PolicyBuilder selects(String text) {
        selector = Selector.of(text);
        return this;
    }

    public PolicyBuilder inTier(String tierName) {
        tier = tierName;
        return this;
    }

    public PolicyBuilder order(double value) {
        order = value;
        return this;
    }

    public PolicyBuilder governs(Direction... directions) {
        types = Set.of(directions);
        return this;
    }

    public PolicyBuilder annotated(String key, String value) {
        annotations.put(key, value);
        return this;
    }

    public PolicyBuilder untracked() {
        doNotTrack = true;
        applyOnForward = true;
        return this;
    }

    public PolicyBuilder preDnat() {
        preDnat = true;
        applyOnForward = true;
        return this;
    }

    public PolicyBuilder onForward() {
        applyOnForward = true;
        return this;
    }

    public PolicyBuilder allow(Criterion... criteria) {
        return in(rule(Action.ALLOW, criteria));
    }

    public PolicyBuilder deny(Criterion... criteria) {
        return in(rule(Action.DENY, criteria));
    }

    public PolicyBuilder pass(Criterion... criteria) {
        return in(rule(Action.PASS, criteria));
    }

    public PolicyBuilder log(Criterion... criteria) {
        return in(rule(Action.LOG, criteria));
    }

    public PolicyBuilder allowOut(Criterion... criteria) {
        return out(rule(Action.ALLOW, criteria));
    }

    public PolicyBuilder denyOut(Criterion... criteria) {
        return out(rule(Action.DENY, criteria));
    }

    public PolicyBuilder passOut(Criterion... criteria) {
        return out(rule(Action.PASS, criteria));
    }

    public PolicyBuilder logOut(Criterion... criteria) {
        return out(rule(Action.LOG, criteria));
    }

    public PolicyBuilder in(Rule... rules) {
        ingress.addAll(List.of(rules));
        return this;
    }

    public PolicyBuilder out(Rule... rules) {
        egress.addAll(List.of(rules));
        return this;
    }

    public Policy build() {
        return new Policy(
                name,
                annotations,
                tier,
                order,
                selector,
                ingress,
                egress,
                types.isEmpty() ? Policy.defaultTypes(ingress, egress) : types,
                doNotTrack,
                preDnat,
                applyOnForward);
    }
}
