package io.ringfence.model.v3;

import io.ringfence.model.selector.Expression;
import java.util.List;

/** The same selector about labels that have a prefix. */
final class Prefix {
    private Prefix() {}

    static Expression labels(Expression expression, String prefix) {
        return switch (expression) {
            case Expression.All all -> all;
            case Expression.Global global -> global;
            case Expression.Has(String label) -> new Expression.Has(prefix + label);
            case Expression.Equal(String label, String value) -> new Expression.Equal(prefix + label, value);
            case Expression.NotEqual(String label, String value) -> new Expression.NotEqual(prefix + label, value);
            case Expression.In(String label, var values) -> new Expression.In(prefix + label, values);
            case Expression.NotIn(String label, var values) -> new Expression.NotIn(prefix + label, values);
            case Expression.Contains(String label, String text) -> new Expression.Contains(prefix + label, text);
            case Expression.StartsWith(String label, String text) -> new Expression.StartsWith(prefix + label, text);
            case Expression.EndsWith(String label, String text) -> new Expression.EndsWith(prefix + label, text);
            case Expression.Not(Expression operand) -> new Expression.Not(labels(operand, prefix));
            case Expression.And(List<Expression> operands) -> new Expression.And(all(operands, prefix));
            case Expression.Or(List<Expression> operands) -> new Expression.Or(all(operands, prefix));
        };
    }

    private static List<Expression> all(List<Expression> operands, String prefix) {
        return operands.stream().map(operand -> labels(operand, prefix)).toList();
    }
}
