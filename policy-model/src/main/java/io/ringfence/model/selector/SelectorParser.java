package io.ringfence.model.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Reads the selector grammar by recursive descent. Words such as {@code in} or {@code contains} are operators only directly after a
 * label, so they are legal labels too. Line ends count as blanks.
 */
final class SelectorParser {
    private static final int MAX_LABEL = 512;

    private final String text;
    private final int maxNesting;
    private int at;
    private int depth;

    private SelectorParser(String text, int maxNesting) {
        this.text = text;
        this.maxNesting = maxNesting;
    }

    static Expression parse(String text, int maxNesting) throws SelectorSyntaxException {
        SelectorParser parser = new SelectorParser(text, maxNesting);
        parser.skipBlanks();
        if (parser.atEnd()) {
            return new Expression.All();
        }
        Expression root = parser.or();
        parser.skipBlanks();
        if (!parser.atEnd()) {
            throw parser.error("unexpected content at end of selector");
        }
        return root;
    }

    private Expression or() throws SelectorSyntaxException {
        if (++depth > maxNesting) {
            throw error("selector nested deeper than " + maxNesting);
        }
        List<Expression> operands = new ArrayList<>();
        do {
            operands.add(and());
        } while (operator('|', "expected ||"));
        depth--;
        return operands.size() == 1 ? operands.getFirst() : new Expression.Or(operands);
    }

    private Expression and() throws SelectorSyntaxException {
        List<Expression> operands = new ArrayList<>();
        do {
            operands.add(negatable());
        } while (operator('&', "expected &&"));
        return operands.size() == 1 ? operands.getFirst() : new Expression.And(operands);
    }

    private Expression negatable() throws SelectorSyntaxException {
        boolean negated = false;
        skipBlanks();
        while (!atEnd() && peek() == '!') {
            negated = !negated;
            at++;
            skipBlanks();
        }
        Expression atom = atom();
        if (!negated) {
            return atom;
        }
        // A group in parentheses may be a negation itself: two cancel out here as they do without parentheses.
        return atom instanceof Expression.Not not ? not.operand() : new Expression.Not(atom);
    }

    private Expression atom() throws SelectorSyntaxException {
        if (atEnd()) {
            throw error("unexpected end of string looking for op");
        }
        if (peek() == '(') {
            at++;
            Expression inner = or();
            expect(')', "expected )");
            return inner;
        }
        if (text.startsWith("has(", at)) {
            at += 4;
            skipBlanks();
            String label = label();
            expect(')', "no closing ')' after has(");
            return new Expression.Has(label);
        }
        if (text.startsWith("all(", at)) {
            at += 4;
            expect(')', "no closing ')' after all(");
            return new Expression.All();
        }
        if (text.startsWith("global(", at)) {
            at += 7;
            expect(')', "no closing ')' after global(");
            return new Expression.Global();
        }
        return comparison();
    }

    private Expression comparison() throws SelectorSyntaxException {
        String label = label();
        skipBlanks();
        if (atEnd()) {
            throw error("unexpected end of string in middle of op");
        }
        if (text.startsWith("==", at)) {
            at += 2;
            return new Expression.Equal(label, string());
        }
        if (text.startsWith("!=", at)) {
            at += 2;
            return new Expression.NotEqual(label, string());
        }
        if (words("contains")) {
            return new Expression.Contains(label, string());
        }
        if (words("starts", "with")) {
            return new Expression.StartsWith(label, string());
        }
        if (words("ends", "with")) {
            return new Expression.EndsWith(label, string());
        }
        if (words("not", "in")) {
            return new Expression.NotIn(label, set());
        }
        if (words("in")) {
            return new Expression.In(label, set());
        }
        throw peek() == '=' ? error("expected ==") : error("expected operator after label \"" + label + "\"");
    }

    private SortedSet<String> set() throws SelectorSyntaxException {
        expect('{', "expected set literal");
        SortedSet<String> values = new TreeSet<>(SelectorParser::compareCodePoints);
        skipBlanks();
        while (atEnd() || peek() != '}') {
            values.add(string());
            skipBlanks();
            if (!atEnd() && peek() == ',') {
                at++;
                skipBlanks();
            } else if (atEnd() || peek() != '}') {
                throw error("expected }");
            }
        }
        at++;
        return Collections.unmodifiableSortedSet(values);
    }

    private String string() throws SelectorSyntaxException {
        skipBlanks();
        if (atEnd() || (peek() != '"' && peek() != '\'')) {
            throw error("expected string");
        }
        int end = text.indexOf(peek(), at + 1);
        if (end < 0) {
            throw error("unterminated string");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        return value;
    }

    private String label() throws SelectorSyntaxException {
        int start = at;
        while (!atEnd() && isLabelCharacter(peek())) {
            at++;
        }
        if (at == start) {
            throw error("expected identifier");
        }
        if (at - start > MAX_LABEL) {
            at = start;
            throw error("label too long: " + text.substring(start, start + 20) + "...");
        }
        return text.substring(start, at);
    }

    /** Takes the words, blanks allowed between them, if a character that cannot be part of a label follows. */
    private boolean words(String... words) {
        int start = at;
        for (String word : words) {
            skipBlanks();
            if (!text.startsWith(word, at)) {
                at = start;
                return false;
            }
            at += word.length();
        }
        if (!atEnd() && isLabelCharacter(peek())) {
            at = start;
            return false;
        }
        return true;
    }

    private boolean operator(char twice, String otherwise) throws SelectorSyntaxException {
        skipBlanks();
        if (atEnd() || peek() != twice) {
            return false;
        }
        if (at + 1 == text.length() || text.charAt(at + 1) != twice) {
            throw error(otherwise);
        }
        at += 2;
        return true;
    }

    private void expect(char wanted, String otherwise) throws SelectorSyntaxException {
        skipBlanks();
        if (atEnd() || peek() != wanted) {
            throw error(otherwise);
        }
        at++;
    }

    private void skipBlanks() {
        while (!atEnd() && " \t\r\n".indexOf(peek()) >= 0) {
            at++;
        }
    }

    private boolean atEnd() {
        return at >= text.length();
    }

    private char peek() {
        return text.charAt(at);
    }

    private static boolean isLabelCharacter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '/'
                || c == '-';
    }

    /** The order of the UTF-8 bytes: characters outside of the basic plane come last. */
    private static int compareCodePoints(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                boolean samePlanes = Character.isSurrogate(left) == Character.isSurrogate(right);
                return samePlanes ? Character.compare(left, right) : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private SelectorSyntaxException error(String reason) {
        return new SelectorSyntaxException(reason, at + 1);
    }
}
