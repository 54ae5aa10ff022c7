package io.ringfence.model.selector;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A parsed selector. Two selectors are equal when their canonical texts are; spacing, quotes, order and repeats inside sets do not
 * matter. Immutable.
 */
public final class Selector implements Comparable<Selector> {
    /**
     * Longest text accepted, in characters: the limit that the field's current resource definitions set. The canonical text must not be
     * longer either, so that what is accepted can be printed and accepted again.
     */
    public static final int MAX_LENGTH = 1024;

    /**
     * Deepest nesting of parentheses accepted, as written and in the canonical text. Deeper text is an error, so parsing never exhausts
     * the stack.
     */
    public static final int MAX_NESTING = 64;

    /** For our own records, which may combine selectors; still far from what exhausts a stack. */
    private static final int MAX_OWN_NESTING = 4 * MAX_NESTING;

    private static final Selector ALL = new Selector(new Expression.All());

    private final Expression root;
    private final String canonical;

    private Selector(Expression root) {
        this.root = root;
        this.canonical = root.toString();
    }

    /** Reads a selector; empty and blank text select everything. */
    public static Selector parse(String text) throws SelectorSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new SelectorSyntaxException("selector longer than " + MAX_LENGTH + " characters", MAX_LENGTH + 1);
        }
        Selector selector = new Selector(SelectorParser.parse(text, MAX_NESTING));
        if (selector.canonical.length() > MAX_LENGTH) {
            throw new SelectorSyntaxException(
                    "selector longer than " + MAX_LENGTH + " characters in canonical form", text.length());
        }
        if (nesting(selector.root) >= MAX_NESTING) {
            throw new SelectorSyntaxException(
                    "selector nested deeper than " + MAX_NESTING + " in canonical form", text.length());
        }
        return selector;
    }

    /**
     * Reads what is known to be right (our own records, tests), however long. Throws {@link IllegalArgumentException} when it is not.
     */
    public static Selector of(String text) {
        try {
            return new Selector(SelectorParser.parse(text, MAX_OWN_NESTING));
        } catch (SelectorSyntaxException e) {
            throw new IllegalArgumentException("selector `" + text + "`: " + e.getMessage(), e);
        }
    }

    public static Selector all() {
        return ALL;
    }

    /** Those that have the label; what a rule's tag means. */
    public static Selector has(String label) {
        return new Selector(new Expression.Has(label));
    }

    /** Those that both select. May be longer than {@link #MAX_LENGTH}. */
    public Selector and(Selector other) {
        return new Selector(new Expression.And(List.of(root, other.root)));
    }

    public boolean matches(Map<String, String> labels) {
        return root.matches(labels);
    }

    public Expression root() {
        return root;
    }

    /** The one text of all selectors that read alike. */
    public String canonical() {
        return canonical;
    }

    /** {@code s:} and 38 characters of URL-safe base64: the SHA-224 that Calico gives the same selector. */
    public String uniqueId() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-224").digest(("s:" + canonical).getBytes(StandardCharsets.UTF_8));
            return "s:" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-224", e);
        }
    }

    /** How many pairs of parentheses stand inside each other in the canonical text. */
    private static int nesting(Expression expression) {
        return switch (expression) {
            case Expression.Not not -> nesting(not.operand());
            case Expression.And and -> 1 + deepest(and.operands());
            case Expression.Or or -> 1 + deepest(or.operands());
            case Expression.All all -> 0;
            case Expression.Global global -> 0;
            case Expression.Has has -> 0;
            case Expression.Equal equal -> 0;
            case Expression.NotEqual notEqual -> 0;
            case Expression.In in -> 0;
            case Expression.NotIn notIn -> 0;
            case Expression.Contains contains -> 0;
            case Expression.StartsWith startsWith -> 0;
            case Expression.EndsWith endsWith -> 0;
        };
    }

    private static int deepest(List<Expression> operands) {
        return operands.stream().mapToInt(Selector::nesting).max().orElse(0);
    }

    @Override
    public int compareTo(Selector other) {
        return canonical.compareTo(other.canonical);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Selector that && canonical.equals(that.canonical);
    }

    @Override
    public int hashCode() {
        return canonical.hashCode();
    }

    @Override
    public String toString() {
        return canonical;
    }
}
