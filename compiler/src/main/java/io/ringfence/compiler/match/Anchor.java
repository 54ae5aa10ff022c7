package io.ringfence.compiler.match;

import io.ringfence.model.selector.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a thing must have for a selector to select it: a label, or a label with a value. A selector is filed under anchors of which every
 * thing it selects has at least one, so that a thing need only look under what it has.
 *
 * @param name null for {@link #NONE}
 * @param value null when any value will do
 */
record Anchor(@Nullable String name, @Nullable String value) {
    /** For selectors that also select things without any label: every thing has this. */
    static final Anchor NONE = new Anchor(null, null);

    private static final long WORST = Long.MAX_VALUE / 4096;

    /**
     * Anchors for an expression, none when it selects nothing.
     *
     * @param cost how bad an anchor is: how many things and selectors are already found under it; of several conjuncts that would each
     *     do, the cheapest is taken
     */
    static Set<Anchor> of(Expression expression, ToLongFunction<Anchor> cost) {
        return Set.copyOf(find(expression, false, cost));
    }

    /** Labels that the expression names: it changes its mind about a thing only when one of these changes. */
    static Set<String> namesIn(Expression expression) {
        Set<String> names = new TreeSet<>();
        addNames(expression, names);
        return names;
    }

    private static List<Anchor> find(Expression expression, boolean negated, ToLongFunction<Anchor> cost) {
        return switch (expression) {
            case Expression.All all -> negated ? List.of() : List.of(NONE);
            case Expression.Global global -> negated ? List.of() : List.of(NONE);
            case Expression.Has has -> negated ? List.of(NONE) : label(has.label());
            case Expression.Equal equal -> negated ? List.of(NONE) : pairs(equal.label(), Set.of(equal.value()));
            case Expression.NotEqual equal -> negated ? pairs(equal.label(), Set.of(equal.value())) : List.of(NONE);
            case Expression.In in -> negated ? List.of(NONE) : pairs(in.label(), in.values());
            case Expression.NotIn in -> negated ? pairs(in.label(), in.values()) : List.of(NONE);
            case Expression.Contains contains -> negated ? List.of(NONE) : label(contains.label());
            case Expression.StartsWith starts -> negated ? List.of(NONE) : label(starts.label());
            case Expression.EndsWith ends -> negated ? List.of(NONE) : label(ends.label());
            case Expression.Not not -> find(not.operand(), !negated, cost);
            case Expression.And and ->
                negated ? any(and.operands(), true, cost) : cheapest(and.operands(), false, cost);
            case Expression.Or or -> negated ? cheapest(or.operands(), true, cost) : any(or.operands(), false, cost);
        };
    }

    private static List<Anchor> label(String name) {
        return List.of(new Anchor(name, null));
    }

    private static List<Anchor> pairs(String name, Set<String> values) {
        return values.stream().map(value -> new Anchor(name, value)).toList();
    }

    private static List<Anchor> any(List<Expression> operands, boolean negated, ToLongFunction<Anchor> cost) {
        List<Anchor> anchors = new ArrayList<>();
        for (Expression operand : operands) {
            anchors.addAll(find(operand, negated, cost));
        }
        return anchors;
    }

    private static List<Anchor> cheapest(List<Expression> operands, boolean negated, ToLongFunction<Anchor> cost) {
        List<Anchor> best = List.of(NONE);
        long bestCost = Long.MAX_VALUE;
        for (Expression operand : operands) {
            List<Anchor> anchors = find(operand, negated, cost);
            long total = 0;
            for (Anchor anchor : anchors) {
                total += anchor.equals(NONE) ? WORST : Math.min(WORST, cost.applyAsLong(anchor));
            }
            if (total < bestCost) {
                best = anchors;
                bestCost = total;
            }
        }
        return best;
    }

    private static void addNames(Expression expression, Set<String> names) {
        switch (expression) {
            case Expression.All all -> {}
            case Expression.Global global -> {}
            case Expression.Has has -> names.add(has.label());
            case Expression.Equal equal -> names.add(equal.label());
            case Expression.NotEqual equal -> names.add(equal.label());
            case Expression.In in -> names.add(in.label());
            case Expression.NotIn in -> names.add(in.label());
            case Expression.Contains contains -> names.add(contains.label());
            case Expression.StartsWith starts -> names.add(starts.label());
            case Expression.EndsWith ends -> names.add(ends.label());
            case Expression.Not not -> addNames(not.operand(), names);
            case Expression.And and -> and.operands().forEach(operand -> addNames(operand, names));
            case Expression.Or or -> or.operands().forEach(operand -> addNames(operand, names));
        }
    }
}
