package io.ringfence.calicoctl.template;

import io.ringfence.calicoctl.template.Node.Pipeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Puts the pieces of a template in their order: what stands in which loop. */
final class Parser {
    private static final Set<String> UNSUPPORTED = Set.of("define", "template", "block", "break", "continue");

    /** Deeper ones nobody reads, and each costs stack. */
    private static final int MAX_DEPTH = 100;

    private final Deque<Piece> pieces;
    private int depth;

    private Parser(List<Piece> pieces) {
        this.pieces = new ArrayDeque<>(pieces);
    }

    static List<Node> parse(String template) {
        Parser parser = new Parser(Piece.cut(template));
        Body body = parser.body();
        if (!body.end().isEmpty()) {
            throw new TemplateException(
                    body.line(), "unexpected {{" + body.end().getFirst().text() + "}}");
        }
        return body.nodes();
    }

    /**
     * Parts up to {@code end} or {@code else}.
     *
     * @param end the words of the action that ends it; empty at the end of the template
     */
    private record Body(List<Node> nodes, List<Token> end, int line) {
        boolean endsWith(String word) {
            return !end.isEmpty() && end.getFirst().isWord(word);
        }
    }

    private Body body() {
        List<Node> nodes = new ArrayList<>();
        int line = 1;
        List<Token> end = List.of();
        while (end.isEmpty() && !pieces.isEmpty()) {
            switch (pieces.pop()) {
                case Piece.Plain(String text) -> nodes.add(new Node.Plain(text));
                case Piece.Action(List<Token> tokens, int at) -> {
                    line = at;
                    if (tokens.isEmpty()) {
                        throw new TemplateException(at, "missing value for command");
                    }
                    if (tokens.getFirst().isWord("end") || tokens.getFirst().isWord("else")) {
                        end = tokens;
                    } else {
                        nodes.add(action(tokens, at));
                    }
                }
            }
        }
        return new Body(nodes, end, line);
    }

    private Node action(List<Token> tokens, int line) {
        Token first = tokens.getFirst();
        if (first.kind() == Token.Kind.WORD && UNSUPPORTED.contains(first.text())) {
            throw new TemplateException(line, "{{" + first.text() + "}} is not supported");
        }
        return first.isWord("if") || first.isWord("range") || first.isWord("with")
                ? block(first.text(), tokens.subList(1, tokens.size()), line)
                : new Node.Print(PipelineParser.parse(tokens, line, 1));
    }

    private Node block(String word, List<Token> tokens, int line) {
        if (++depth > MAX_DEPTH) {
            throw new TemplateException(line, "nested more than " + MAX_DEPTH + " deep");
        }
        Pipeline pipeline = PipelineParser.parse(tokens, line, word.equals("range") ? 2 : 1);
        Body body = body();
        List<Node> otherwise = List.of();
        if (body.endsWith("else")) {
            List<Token> more = body.end().subList(1, body.end().size());
            if (more.isEmpty()) {
                Body second = body();
                close(second, word, line);
                otherwise = second.nodes();
            } else if (more.getFirst().isWord(word) && !word.equals("range")) {
                // The inner one's end is the outer one's too.
                otherwise = List.of(block(word, more.subList(1, more.size()), body.line()));
            } else {
                throw new TemplateException(body.line(), "unexpected words after {{else}}");
            }
        } else {
            close(body, word, line);
        }
        depth--;
        return switch (word) {
            case "range" -> new Node.Range(pipeline, body.nodes(), otherwise);
            case "with" -> new Node.If(pipeline, true, body.nodes(), otherwise);
            default -> new Node.If(pipeline, false, body.nodes(), otherwise);
        };
    }

    private static void close(Body body, String word, int line) {
        if (body.end().isEmpty()) {
            throw new TemplateException(line, "{{" + word + "}} has no {{end}}");
        }
        if (!body.endsWith("end") || body.end().size() > 1) {
            throw new TemplateException(
                    body.line(), "unexpected {{" + body.end().getFirst().text() + "}}");
        }
    }
}
