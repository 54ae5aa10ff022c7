package io.ringfence.calicoctl.view;

import io.ringfence.calicoctl.table.Listing.Group;
import io.ringfence.calicoctl.template.Struct;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.text.ResourceJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a template is given: a list of lists, one for each group of resources. */
public final class ResourceLists {
    private ResourceLists() {}

    public static List<Struct> of(List<Group> groups) {
        return groups.stream().map(ResourceLists::list).toList();
    }

    private static Struct list(Group group) {
        Kind kind = group.kind();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("Kind", kind.text() + "List");
        fields.put("APIVersion", "v1");
        Shape shape = Shapes.of(kind);
        fields.put(
                "Items",
                group.resources().stream()
                        .map(resource -> shape.of(ResourceJson.toTree(resource)))
                        .toList());
        return new Struct("api." + kind.title() + "List", fields);
    }
}
