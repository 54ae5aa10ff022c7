package io.ringfence.calicoctl.table;

import java.util.List;

/** Lines of cells in the columns of {@code get}. */
public final class TextTable {
    private TextTable() {}

    /**
     * The text.
     *
     * @param lines the heading first; all of the same length
     */
    public static String of(List<List<String>> lines) {
        ColumnTable table = new ColumnTable();
        lines.forEach(table::add);
        return table.toString();
    }
}
