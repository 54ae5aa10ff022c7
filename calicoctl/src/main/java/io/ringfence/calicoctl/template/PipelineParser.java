package io.ringfence.calicoctl.template;

import io.ringfence.calicoctl.template.Node.Call;
import io.ringfence.calicoctl.template.Node.Operand;
import io.ringfence.calicoctl.template.Node.Pipeline;
import io.ringfence.calicoctl.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code $x := .A.B | join "," }. */
final class PipelineParser {
    /** Parentheses deeper than this nobody reads, and each costs stack. */
    private static final int MAX_DEPTH = 100;

    private final List<Token> tokens;
    private final int line;
    private int next;
    private int depth;

    private PipelineParser(List<Token> tokens, int line) {
        this.tokens = tokens;
        this.line = line;
    }

    /** @param variables how many may stand before {@code :=} */
    static Pipeline parse(List<Token> tokens, int line, int variables) {
        PipelineParser parser = new PipelineParser(tokens, line);
        Pipeline pipeline = parser.pipeline(variables);
        if (parser.next < tokens.size()) {
            throw parser.unexpected();
        }
        return pipeline;
    }

    private Pipeline pipeline(int mostVariables) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException(line, "nested more than " + MAX_DEPTH + " deep");
        }
        List<String> variables = new ArrayList<>();
        boolean declares = variables(mostVariables, variables);
        List<Call> commands = new ArrayList<>();
        do {
            commands.add(call());
        } while (take("|"));
        depth--;
        return new Pipeline(variables, declares, commands, line);
    }

    /** Whether they are declared; nothing is taken when no {@code :=} or {@code =} follows. */
    private boolean variables(int most, List<String> variables) {
        int start = next;
        while (variables.size() < most
                && next < tokens.size()
                && tokens.get(next).kind() == Kind.VARIABLE) {
            variables.add(tokens.get(next++).text());
            if (take(":=")) {
                return true;
            }
            if (take("=")) {
                return false;
            }
            if (!take(",")) {
                break;
            }
        }
        variables.clear();
        next = start;
        return false;
    }

    private Call call() {
        List<Operand> operands = new ArrayList<>();
        while (next < tokens.size()
                && !tokens.get(next).is("|")
                && !tokens.get(next).is(")")) {
            operands.add(operand());
        }
        if (operands.isEmpty()) {
            throw new TemplateException(line, "missing value for command");
        }
        if (operands.size() > 1 && !(operands.getFirst() instanceof Node.Function)) {
            throw new TemplateException(line, "can't give argument to something that is no function");
        }
        return new Call(operands, line);
    }

    private Operand operand() {
        Token token = tokens.get(next++);
        return switch (token.kind()) {
            case STRING -> new Node.Literal(token.text());
            case NUMBER -> new Node.Literal(number(token));
            case DOT -> new Node.Chain(new Node.Dot(), List.of());
            case FIELD -> {
                next--;
                yield new Node.Chain(new Node.Dot(), fields(true));
            }
            case VARIABLE -> new Node.Chain(new Node.Variable(token.text()), fields(false));
            case WORD ->
                switch (token.text()) {
                    case "true" -> new Node.Literal(true);
                    case "false" -> new Node.Literal(false);
                    case "nil" -> new Node.Literal(null);
                    default -> {
                        if (!Functions.isKnown(token.text())) {
                            throw new TemplateException(
                                    token.line(),
                                    "function \"" + token.text() + "\" not defined; there are "
                                            + String.join(", ", Functions.names()));
                        }
                        yield new Node.Function(token.text());
                    }
                };
            case SIGN -> {
                if (!token.is("(")) {
                    next--;
                    throw unexpected();
                }
                Pipeline inside = pipeline(0);
                if (!take(")")) {
                    throw new TemplateException(line, "unclosed left paren");
                }
                yield new Node.Chain(new Node.Parenthesis(inside), fields(false));
            }
        };
    }

    /** Fields that follow without a blank; the first may follow one. */
    private List<String> fields(boolean firstMayBeApart) {
        List<String> fields = new ArrayList<>();
        while (next < tokens.size()
                && tokens.get(next).kind() == Kind.FIELD
                && (!tokens.get(next).apart() || (firstMayBeApart && fields.isEmpty()))) {
            fields.add(tokens.get(next++).text());
        }
        return fields;
    }

    private static Object number(Token token) {
        String text = token.text();
        try {
            return text.matches("[+-]?\\d+|[+-]?0x.*") ? (Object) Long.decode(decimal(text)) : Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new TemplateException(token.line(), "bad number: " + text);
        }
    }

    /** {@link Long#decode} would read a leading zero as octal. */
    private static String decimal(String text) {
        return text.replaceFirst("^([+-]?)0+(?=\\d)", "$1");
    }

    private boolean take(String sign) {
        if (next < tokens.size() && tokens.get(next).is(sign)) {
            next++;
            return true;
        }
        return false;
    }

    private TemplateException unexpected() {
        return new TemplateException(line, "unexpected \"" + tokens.get(next).text() + "\"");
    }
}
