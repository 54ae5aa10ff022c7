package io.ringfence.model.v3;

import io.ringfence.model.text.Fields;
import io.ringfence.model.text.Tree;

/** Fields of v3 that the model cannot hold. They are refused where they say anything, because a rule without them matches more. */
final class Unsupported {
    private Unsupported() {}

    /** As {@link #refuse}, for what a rule matches. */
    static void match(Fields fields, String name, String title) {
        refuse(
                fields,
                name,
                title,
                "a match on " + name + " is not supported here, and without it the rule would match more");
    }

    /**
     * Takes the field; reports it unless it is absent, null, an empty text, an empty list or an empty mapping.
     *
     * @param title the field's name in messages
     */
    static void refuse(Fields fields, String name, String title, String reason) {
        Tree tree = fields.take(name);
        if (tree != null && saysSomething(tree)) {
            String value = tree instanceof Tree.Scalar scalar ? scalar.text() : "";
            fields.report().invalid(tree, fields.path(name), title, value, reason);
        }
    }

    private static boolean saysSomething(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar -> !scalar.text().isEmpty();
            case Tree.Sequence sequence -> !sequence.items().isEmpty();
            case Tree.Mapping mapping -> !mapping.entries().isEmpty();
        };
    }
}
