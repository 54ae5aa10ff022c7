package io.ringfence.calicoctl.table;

import io.ringfence.calicoctl.print.JsonText;
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
        return JsonText.list(all(groups).stream().map(ResourceJson::toTree).toList());
    }

    private static List<Resource> all(List<Group> groups) {
        return groups.stream().flatMap(group -> group.resources().stream()).toList();
    }
}
