package io.ringfence.compiler.match;

import io.ringfence.model.selector.Expression;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Answers an expression from the inverted index: no thing is looked at, only bitmaps are combined. */
final class Algebra {
    private final Labels labels;

    /** All things; read only here. */
    private final RoaringBitmap universe;

    Algebra(Labels labels, RoaringBitmap universe) {
        this.labels = labels;
        this.universe = universe;
    }

    /** Things that the expression selects; the caller's own. */
    RoaringBitmap evaluate(Expression expression) {
        RoaringBitmap answer = answer(expression);
        return isOwn(expression) ? answer : answer.clone();
    }

    /** Whether {@link #answer} gives a new bitmap and not one of the index. */
    private static boolean isOwn(Expression expression) {
        return !(expression instanceof Expression.All
                || expression instanceof Expression.Global
                || expression instanceof Expression.Has
                || expression instanceof Expression.Equal);
    }

    private RoaringBitmap answer(Expression expression) {
        return switch (expression) {
            case Expression.All all -> universe;
            case Expression.Global global -> universe;
            case Expression.Has has -> labels.having(has.label());
            case Expression.Equal equal -> labels.having(equal.label(), equal.value());
            case Expression.NotEqual equal -> without(labels.having(equal.label(), equal.value()));
            case Expression.In in -> in(in.label(), in.values());
            case Expression.NotIn in -> without(in(in.label(), in.values()));
            case Expression.Contains contains ->
                labels.having(contains.label(), value -> value.contains(contains.text()));
            case Expression.StartsWith starts ->
                labels.having(starts.label(), value -> value.startsWith(starts.prefix()));
            case Expression.EndsWith ends -> labels.having(ends.label(), value -> value.endsWith(ends.suffix()));
            case Expression.Not not -> without(answer(not.operand()));
            case Expression.And and -> and(and.operands());
            case Expression.Or or -> or(or.operands());
        };
    }

    private RoaringBitmap without(RoaringBitmap things) {
        return RoaringBitmap.andNot(universe, things);
    }

    private RoaringBitmap in(String label, Set<String> values) {
        RoaringBitmap things = new RoaringBitmap();
        for (String value : values) {
            things.or(labels.having(label, value));
        }
        return things;
    }

    private RoaringBitmap or(List<Expression> operands) {
        RoaringBitmap things = new RoaringBitmap();
        for (Expression operand : operands) {
            things.or(answer(operand));
        }
        return things;
    }

    /** The fewest first; what is negated is taken off last, so that "everything but" is never written out beside other conjuncts. */
    private RoaringBitmap and(List<Expression> operands) {
        List<RoaringBitmap> required = new ArrayList<>();
        List<RoaringBitmap> excluded = new ArrayList<>();
        for (Expression operand : operands) {
            switch (operand) {
                case Expression.Not not -> excluded.add(answer(not.operand()));
                case Expression.NotEqual equal -> excluded.add(labels.having(equal.label(), equal.value()));
                case Expression.NotIn in -> excluded.add(in(in.label(), in.values()));
                case Expression.All all -> {}
                case Expression.Global global -> {}
                case Expression.Has has -> required.add(answer(has));
                case Expression.Equal equal -> required.add(answer(equal));
                case Expression.In in -> required.add(answer(in));
                case Expression.Contains contains -> required.add(answer(contains));
                case Expression.StartsWith starts -> required.add(answer(starts));
                case Expression.EndsWith ends -> required.add(answer(ends));
                case Expression.And and -> required.add(answer(and));
                case Expression.Or or -> required.add(answer(or));
            }
        }
        required.sort(Comparator.comparingInt(RoaringBitmap::getCardinality));
        RoaringBitmap things =
                required.isEmpty() ? universe.clone() : required.getFirst().clone();
        for (int i = 1; i < required.size() && !things.isEmpty(); i++) {
            things.and(required.get(i));
        }
        for (RoaringBitmap some : excluded) {
            things.andNot(some);
        }
        return things;
    }
}
