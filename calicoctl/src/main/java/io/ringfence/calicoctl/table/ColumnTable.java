package io.ringfence.calicoctl.table;

import java.util.ArrayList;
import java.util.List;

/** Left-aligned columns, three spaces apart and at least five wide, the last one padded too: what {@code get} prints. */
final class ColumnTable {
    private static final int GAP = 3;
    private static final int MIN_WIDTH = 5;

    private final List<List<String>> lines = new ArrayList<>();

    /** Adds a line; all have as many cells as the first, which is the heading. */
    void add(List<String> cells) {
        lines.add(List.copyOf(cells));
    }

    @Override
    public String toString() {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], Math.max(MIN_WIDTH, length(line.get(i)) + GAP));
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            for (int i = 0; i < columns; i++) {
                String cell = line.get(i);
                text.append(cell).append(" ".repeat(widths[i] - length(cell)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
