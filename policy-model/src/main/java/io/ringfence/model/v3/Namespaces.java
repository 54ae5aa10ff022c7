package io.ringfence.model.v3;

import io.ringfence.model.selector.Expression;
import io.ringfence.model.selector.Selector;
import io.ringfence.model.selector.SelectorSyntaxException;
import io.ringfence.model.text.Fields;
import io.ringfence.model.text.Report;
import io.ringfence.model.text.Tree;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Selectors of things in namespaces as selectors of labels. Owner: one call. */
final class Namespaces {
    /** Has the namespace's name, on everything that is in one. */
    static final String LABEL = "projectcalico.org/namespace";

    /** Stands before the labels of the namespace itself. */
    static final String PREFIX = "pcns.";

    private static final Selector IN_ANY = Selector.has(LABEL);
    private static final Selector IN_NONE = Selector.of("!has(" + LABEL + ")");

    private final Report report;
    private final String own;

    /** @param own the namespace that a policy is in; empty for none */
    Namespaces(Report report, String own) {
        this.report = report;
        this.own = own;
    }

    /** What a policy applies to: what its own selector means, in its namespace or in those that it selects. */
    Selector of(Fields spec, String title, boolean hasNamespaceSelector) {
        Selector selector = plain(spec, "selector", title);
        Selector namespace = hasNamespaceSelector ? selected(spec, false) : null;
        if (!own.isEmpty()) {
            namespace = inOwn();
        }
        return both(spec, namespace, selector == null ? Selector.all() : selector);
    }

    /**
     * What a side of a rule means by {@code selector} and {@code namespaceSelector}; null for no criterion. In a namespaced policy a
     * selector without the other means what is in the same namespace.
     *
     * @param negated whether the side also says {@code notSelector}
     */
    @Nullable
    Selector ofSide(Fields side, String title, boolean negated) {
        Selector selector = plain(side, "selector", title);
        Selector namespace = selected(side, true);
        if (namespace == null && !own.isEmpty() && (selector != null || negated)) {
            namespace = inOwn();
        }
        if (namespace == null) {
            return selector;
        }
        return selector == null ? namespace : both(side, namespace, selector);
    }

    /** A selector without {@code global()}; null when it is absent, empty or was reported. */
    @Nullable
    Selector plain(Fields fields, String name, String title) {
        Tree tree = fields.take(name);
        Selector selector = tree == null ? null : parse(tree, fields, name, title);
        if (tree != null && selector != null && mentionsGlobal(selector.root())) {
            invalid(tree, fields, name, title, "global() can only be used in an EntityRule namespaceSelector");
        }
        return selector;
    }

    private @Nullable Selector selected(Fields fields, boolean inRule) {
        String name = "namespaceSelector";
        String title = "NamespaceSelector";
        Tree tree = fields.take(name);
        Selector selector = tree == null ? null : parse(tree, fields, name, title);
        if (tree == null || selector == null) {
            return null;
        }
        if (selector.root() instanceof Expression.All) {
            return IN_ANY;
        }
        if (selector.root() instanceof Expression.Global && inRule) {
            return IN_NONE;
        }
        if (mentionsGlobal(selector.root())) {
            invalid(
                    tree,
                    fields,
                    name,
                    title,
                    inRule
                            ? "global() cannot be combined with other selectors"
                            : "global() can only be used in an EntityRule namespaceSelector");
            return null;
        }
        Selector prefixed = Selector.of(Prefix.labels(selector.root(), PREFIX).toString());
        // What is in no namespace has none of these labels, and is not meant even where their absence is.
        return prefixed.matches(Map.of()) ? both(fields, IN_ANY, prefixed) : prefixed;
    }

    private Selector inOwn() {
        return Selector.of(LABEL + " == '" + own + "'");
    }

    /** Both together, and again something that a document may hold. */
    private Selector both(Fields fields, @Nullable Selector namespace, Selector selector) {
        if (namespace == null) {
            return selector;
        }
        if (selector.root() instanceof Expression.All) {
            return namespace;
        }
        String text = "(" + selector.canonical() + ") && " + namespace.canonical();
        try {
            return Selector.parse(text);
        } catch (SelectorSyntaxException e) {
            Tree place = new Tree.Scalar(text, Tree.Type.STRING, 0);
            invalid(place, fields, "selector", "Selector", "together with its namespace: " + e.getMessage());
            return namespace;
        }
    }

    private @Nullable Selector parse(Tree tree, Fields fields, String name, String title) {
        if (!(tree instanceof Tree.Scalar scalar) || scalar.type() != Tree.Type.STRING) {
            report.wrongType(tree, fields.path(name), title, "string");
            return null;
        }
        if (scalar.text().isEmpty()) {
            return null;
        }
        try {
            return Selector.parse(scalar.text());
        } catch (SelectorSyntaxException e) {
            invalid(tree, fields, name, title, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private void invalid(Tree tree, Fields fields, String name, String title, String reason) {
        String text = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
        report.invalid(tree, fields.path(name), title, text, reason);
    }

    private static boolean mentionsGlobal(Expression expression) {
        return switch (expression) {
            case Expression.Global global -> true;
            case Expression.Not not -> mentionsGlobal(not.operand());
            case Expression.And and -> and.operands().stream().anyMatch(Namespaces::mentionsGlobal);
            case Expression.Or or -> or.operands().stream().anyMatch(Namespaces::mentionsGlobal);
            case Expression.All all -> false;
            case Expression.Has has -> false;
            case Expression.Equal equal -> false;
            case Expression.NotEqual notEqual -> false;
            case Expression.In in -> false;
            case Expression.NotIn notIn -> false;
            case Expression.Contains contains -> false;
            case Expression.StartsWith startsWith -> false;
            case Expression.EndsWith endsWith -> false;
        };
    }
}
