package io.ringfence.calicoctl.template;

import io.ringfence.calicoctl.template.Node.Call;
import io.ringfence.calicoctl.template.Node.Operand;
import io.ringfence.calicoctl.template.Node.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One carrying out of a template. Owner: its caller's thread. */
final class Execution {
    private final StringBuilder out = new StringBuilder();
    private final List<Variable> variables = new ArrayList<>();

    private static final class Variable {
        private final String name;
        private @Nullable Object value;

        private Variable(String name, @Nullable Object value) {
            this.name = name;
            this.value = value;
        }
    }

    Execution(@Nullable Object data) {
        variables.add(new Variable("$", data));
    }

    String run(List<Node> nodes) {
        walk(nodes, variables.getFirst().value);
        return out.toString();
    }

    private void walk(List<Node> nodes, @Nullable Object dot) {
        for (Node node : nodes) {
            switch (node) {
                case Node.Plain(String text) -> out.append(text);
                case Node.Print(Pipeline pipeline) -> {
                    Object value = evaluate(pipeline, dot);
                    if (pipeline.variables().isEmpty()) {
                        out.append(GoText.of(value));
                    } else {
                        assign(pipeline, pipeline.variables().getFirst(), value);
                    }
                }
                case Node.If choice -> choose(choice, dot);
                case Node.Range range -> range(range, dot);
            }
        }
    }

    private void choose(Node.If choice, @Nullable Object dot) {
        int mark = variables.size();
        Pipeline condition = choice.condition();
        Object value = evaluate(condition, dot);
        if (!condition.variables().isEmpty()) {
            assign(condition, condition.variables().getFirst(), value);
        }
        if (Functions.isTrue(value)) {
            walk(choice.then(), choice.with() ? value : dot);
        } else {
            walk(choice.otherwise(), dot);
        }
        forget(mark);
    }

    private void range(Node.Range range, @Nullable Object dot) {
        Pipeline items = range.items();
        Object value = evaluate(items, dot);
        int mark = variables.size();
        switch (value) {
            case null -> walk(range.otherwise(), dot);
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) {
                    pass(range, (long) i, list.get(i), mark);
                }
                if (list.isEmpty()) {
                    walk(range.otherwise(), dot);
                }
            }
            case Map<?, ?> map -> {
                new TreeMap<>(map).forEach((key, item) -> pass(range, key, item, mark));
                if (map.isEmpty()) {
                    walk(range.otherwise(), dot);
                }
            }
            default -> throw new TemplateException(items.line(), "range can't iterate over " + GoText.of(value));
        }
        forget(mark);
    }

    /** One variable is the item; of two the first is its place. */
    private void pass(Node.Range range, Object place, @Nullable Object item, int mark) {
        List<String> names = range.items().variables();
        if (names.size() == 2) {
            assign(range.items(), names.get(0), place);
        }
        if (!names.isEmpty()) {
            assign(range.items(), names.getLast(), item);
        }
        walk(range.body(), item);
        forget(mark);
    }

    private void forget(int mark) {
        variables.subList(mark, variables.size()).clear();
    }

    private void assign(Pipeline pipeline, String name, @Nullable Object value) {
        if (pipeline.declares()) {
            variables.add(new Variable(name, value));
        } else {
            variable(name, pipeline.line()).value = value;
        }
    }

    private Variable variable(String name, int line) {
        return variables.reversed().stream()
                .filter(variable -> variable.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new TemplateException(line, "undefined variable \"" + name + "\""));
    }

    private @Nullable Object evaluate(Pipeline pipeline, @Nullable Object dot) {
        Object value = null;
        boolean piped = false;
        for (Call call : pipeline.commands()) {
            Operand first = call.operands().getFirst();
            if (first instanceof Node.Function(String name)) {
                List<@Nullable Object> arguments = new ArrayList<>();
                for (Operand operand :
                        call.operands().subList(1, call.operands().size())) {
                    arguments.add(value(operand, dot, call.line()));
                }
                if (piped) {
                    arguments.add(value);
                }
                value = Functions.call(name, arguments, call.line());
            } else if (piped) {
                throw new TemplateException(call.line(), "can't give argument to something that is no function");
            } else {
                value = value(first, dot, call.line());
            }
            piped = true;
        }
        return value;
    }

    private @Nullable Object value(Operand operand, @Nullable Object dot, int line) {
        return switch (operand) {
            case Node.Literal(Object literal) -> literal;
            case Node.Function(String name) -> Functions.call(name, List.of(), line);
            case Node.Chain(Node.Root root, List<String> fields) -> {
                Object value = switch (root) {
                    case Node.Dot _ -> dot;
                    case Node.Variable(String name) -> variable(name, line).value;
                    case Node.Parenthesis(Pipeline inside) -> evaluate(inside, dot);
                };
                for (String field : fields) {
                    value = field(value, field, line);
                }
                yield value;
            }
        };
    }

    private static @Nullable Object field(@Nullable Object value, String name, int line) {
        return switch (value) {
            case null -> throw new TemplateException(line, "nil has no field " + name);
            case Struct(String type, Map<String, @Nullable Object> fields) -> {
                if (!fields.containsKey(name)) {
                    throw new TemplateException(
                            line,
                            "can't evaluate field " + name + " in type " + type + "; it has "
                                    + String.join(", ", fields.keySet()));
                }
                yield fields.get(name);
            }
            case Map<?, ?> map -> map.containsKey(name) ? map.get(name) : NoValue.MISSING;
            default -> throw new TemplateException(line, "can't evaluate field " + name + " in " + GoText.of(value));
        };
    }
}
