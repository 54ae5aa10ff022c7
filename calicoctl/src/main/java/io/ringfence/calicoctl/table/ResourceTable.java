package io.ringfence.calicoctl.table;

import io.ringfence.model.resource.Resource;
import java.util.List;

/** A table of resources of one kind. */
public final class ResourceTable {
    private ResourceTable() {}

    /** The heading stands there even without resources; an empty line ends the table. */
    public static String of(List<String> headings, List<? extends Resource> resources) {
        ColumnTable table = new ColumnTable();
        table.add(headings);
        for (Resource resource : resources) {
            table.add(headings.stream()
                    .map(heading -> Cells.cell(resource, heading))
                    .toList());
        }
        return table + "\n";
    }
}
