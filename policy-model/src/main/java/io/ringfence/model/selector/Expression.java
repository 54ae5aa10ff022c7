package io.ringfence.model.selector;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** The tree of a selector. {@code toString} of every node is its canonical text. */
public sealed interface Expression {

    /** Whether an endpoint or network set with these effective labels is meant. Cost: the size of the tree. */
    boolean matches(Map<String, String> labels);

    /** Everything. */
    record All() implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            return true;
        }

        @Override
        public String toString() {
            return "all()";
        }
    }

    /** Everything here; in today's API, cluster-wide resources only. */
    record Global() implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            return true;
        }

        @Override
        public String toString() {
            return "global()";
        }
    }

    /** The label is present, with any value, the empty one included. */
    record Has(String label) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            return labels.containsKey(label);
        }

        @Override
        public String toString() {
            return "has(" + label + ")";
        }
    }

    record Equal(String label, String value) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            return value.equals(labels.get(label));
        }

        @Override
        public String toString() {
            return label + " == " + quote(value);
        }
    }

    /** The label is absent or has another value. */
    record NotEqual(String label, String value) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            return !value.equals(labels.get(label));
        }

        @Override
        public String toString() {
            return label + " != " + quote(value);
        }
    }

    record In(String label, SortedSet<String> values) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(label);
            return value != null && values.contains(value);
        }

        @Override
        public String toString() {
            return label + " in " + set(values);
        }
    }

    /** The label is absent or has none of the values. */
    record NotIn(String label, SortedSet<String> values) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(label);
            return value == null || !values.contains(value);
        }

        @Override
        public String toString() {
            return label + " not in " + set(values);
        }
    }

    /** The label is present and its value has the text inside; an empty text is in every value. */
    record Contains(String label, String text) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(label);
            return value != null && value.contains(text);
        }

        @Override
        public String toString() {
            return label + " contains " + quote(text);
        }
    }

    record StartsWith(String label, String prefix) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(label);
            return value != null && value.startsWith(prefix);
        }

        @Override
        public String toString() {
            return label + " starts with " + quote(prefix);
        }
    }

    record EndsWith(String label, String suffix) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            String value = labels.get(label);
            return value != null && value.endsWith(suffix);
        }

        @Override
        public String toString() {
            return label + " ends with " + quote(suffix);
        }
    }

    record Not(Expression operand) implements Expression {
        @Override
        public boolean matches(Map<String, String> labels) {
            return !operand.matches(labels);
        }

        @Override
        public String toString() {
            return "!" + operand;
        }
    }

    /** All of two or more. */
    record And(List<Expression> operands) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            for (Expression operand : operands) {
                if (!operand.matches(labels)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return operands.stream().map(Expression::toString).collect(Collectors.joining(" && ", "(", ")"));
        }
    }

    /** At least one of two or more. */
    record Or(List<Expression> operands) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public boolean matches(Map<String, String> labels) {
            for (Expression operand : operands) {
                if (operand.matches(labels)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String toString() {
            return operands.stream().map(Expression::toString).collect(Collectors.joining(" || ", "(", ")"));
        }
    }

    /** A value can hold only one kind of quote, because the language has no escapes. */
    private static String quote(String value) {
        return value.indexOf('"') < 0 ? '"' + value + '"' : "'" + value + "'";
    }

    private static String set(SortedSet<String> values) {
        return values.stream().map(Expression::quote).collect(Collectors.joining(", ", "{", "}"));
    }
}
