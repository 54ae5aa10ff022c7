package io.ringfence.model.v3;

import io.ringfence.model.text.Fields;
import io.ringfence.model.text.Tree;
import java.util.List;
import java.util.Map;

/**
 * What a v3 document says about itself.
 *
 * @param namespace empty for kinds that are in none
 * @param tree where it stands, for problems with what is absent
 */
record Metadata(String name, String namespace, Map<String, String> labels, Map<String, String> annotations, Tree tree) {
    private static final String DEFAULT_NAMESPACE = "default";

    /** Kept by an API server, not by people. */
    private static final List<String> BOOKKEEPING = List.of(
            "uid",
            "resourceVersion",
            "creationTimestamp",
            "generation",
            "selfLink",
            "managedFields",
            "finalizers",
            "ownerReferences");

    static Metadata read(Fields document, String kind, boolean namespaced) {
        Tree tree = document.take("metadata");
        Tree place = tree == null ? new Tree.Scalar("", Tree.Type.NULL, 0) : tree;
        try (Fields fields = new Fields(document.report(), document.path("metadata"), kind + "Metadata", tree, false)) {
            BOOKKEEPING.forEach(fields::take);
            String name = fields.text("name");
            if (!name.isEmpty() && !V3Names.isName(name)) {
                fields.report()
                        .invalid(
                                place,
                                fields.path("name"),
                                "Name",
                                name,
                                name.length() > V3Names.LONGEST
                                        ? "name must have at most " + V3Names.LONGEST + " characters"
                                        : "name must consist of lower case alphanumeric characters, '-' or '.'");
            }
            String namespace = fields.text("namespace");
            if (!namespaced && !namespace.isEmpty()) {
                fields.report()
                        .invalid(
                                place,
                                fields.path("namespace"),
                                "Namespace",
                                namespace,
                                "a " + kind + " is in no namespace");
            }
            if (namespaced && namespace.isEmpty()) {
                namespace = DEFAULT_NAMESPACE;
            }
            if (!namespace.isEmpty() && !V3Names.isName(namespace)) {
                fields.report()
                        .invalid(place, fields.path("namespace"), "Namespace", namespace, "is no name of a namespace");
            }
            return new Metadata(name, namespace, fields.textMap("labels"), fields.textMap("annotations"), place);
        }
    }

    /** Unique among namespaced and other names; no v3 name has a slash. */
    String qualified() {
        return name.isEmpty() ? "" : namespace + "/" + name;
    }
}
