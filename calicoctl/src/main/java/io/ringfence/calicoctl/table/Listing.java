package io.ringfence.calicoctl.table;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.calicoctl.rules.JsonText;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.text.ResourceJson;
import io.ringfence.model.text.ResourceYaml;
import java.util.List;

/** What {@code get} prints. YAML and JSON are read back by every command. */
public final class Listing {
    private Listing() {}

    /** Resources of one kind, asked for together. */
    public record Group(Kind kind, List<Resource> resources) {
        public Group {
            resources = List.copyOf(resources);
        }
    }

    public static String narrow(List<Group> groups) {
        StringBuilder text = new StringBuilder();
        groups.forEach(
                group -> text.append(ResourceTable.of(Columns.of(group.kind()).narrow(), group.resources())));
        return text.toString();
    }

    public static String wide(List<Group> groups) {
        StringBuilder text = new StringBuilder();
        groups.forEach(
                group -> text.append(ResourceTable.of(Columns.of(group.kind()).wide(), group.resources())));
        return text.toString();
    }

    /** Every heading must be one that every group's kind has: see {@link #unknownHeading}. */
    public static String custom(List<Group> groups, List<String> headings) {
        StringBuilder text = new StringBuilder();
        groups.forEach(group -> text.append(ResourceTable.of(headings, group.resources())));
        return text.toString();
    }

    /** What is wrong with the headings for this kind; empty when nothing is. */
    public static String unknownHeading(Kind kind, List<String> headings) {
        List<String> known = Columns.of(kind).all();
        return headings.stream()
                .filter(heading -> !known.contains(heading))
                .findFirst()
                .map(heading -> "Unknown heading " + heading + ", valid values are: " + String.join(", ", known))
                .orElse("");
    }

    public static String yaml(List<Group> groups) {
        return ResourceYaml.write(all(groups));
    }

    public static String json(List<Group> groups) {
        return jsonOf(all(groups).stream().map(ResourceJson::toTree).toList());
    }

    /** A list of documents in any form. */
    public static String jsonOf(List<ObjectNode> trees) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (ObjectNode tree : trees) {
            // The order that people know from the original.
            ObjectNode document = list.addObject();
            document.set("kind", tree.get("kind"));
            document.setAll(tree);
        }
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return JsonText.write(
                        list,
                        new DefaultPrettyPrinter(separators)
                                .withArrayIndenter(indent)
                                .withObjectIndenter(indent))
                + "\n";
    }

    private static List<Resource> all(List<Group> groups) {
        return groups.stream().flatMap(group -> group.resources().stream()).toList();
    }
}
