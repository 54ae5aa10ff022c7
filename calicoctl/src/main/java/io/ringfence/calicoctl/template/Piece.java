package io.ringfence.calicoctl.template;

import java.util.ArrayList;
import java.util.List;

/** A template cut into plain text and what stands between double braces. */
sealed interface Piece {
    record Plain(String text) implements Piece {}

    /**
     * What stands between the braces.
     *
     * @param line where the action begins, from 1
     */
    record Action(List<Token> tokens, int line) implements Piece {
        public Action {
            tokens = List.copyOf(tokens);
        }
    }

    /** {@code {{-} takes the blanks before it away, {@code -}}} those after it. Comments are gone. */
    static List<Piece> cut(String template) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        int line = 1;
        boolean trim = false;
        while (true) {
            int open = template.indexOf("{{", at);
            String plain = template.substring(at, open < 0 ? template.length() : open);
            boolean trimsBefore = open >= 0
                    && template.startsWith("-", open + 2)
                    && open + 3 < template.length()
                    && Character.isWhitespace(template.charAt(open + 3));
            String kept = trim ? plain.stripLeading() : plain;
            kept = trimsBefore ? kept.stripTrailing() : kept;
            if (!kept.isEmpty()) {
                pieces.add(new Plain(kept));
            }
            if (open < 0) {
                return pieces;
            }
            line += (int) plain.chars().filter(c -> c == '\n').count();
            int start = open + (trimsBefore ? 3 : 2);
            int close = Tokens.end(template, start, line);
            String code = template.substring(start, close);
            trim = code.length() > 1 && code.endsWith("-") && Character.isWhitespace(code.charAt(code.length() - 2));
            String body = trim ? code.substring(0, code.length() - 1) : code;
            if (!body.strip().startsWith("/*")) {
                pieces.add(new Action(Tokens.of(body, line), line));
            }
            line += (int) code.chars().filter(c -> c == '\n').count();
            at = close + 2;
        }
    }
}
