package io.ringfence.calicoctl.table;

import java.util.ArrayList;
import java.util.List;

/** A framed table with a centred heading and cells to the left, in the order given: what {@code node status} prints. */
public final class GridTable {
    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    public GridTable(String... heading) {
        this.heading = List.of(heading);
    }

    /** Adds a row with as many cells as the heading has. */
    public void add(String... cells) {
        if (cells.length != heading.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heading.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int[] widths = new int[heading.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = Math.max(
                    length(heading.get(i)),
                    rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0));
        }
        StringBuilder frame = new StringBuilder("+");
        StringBuilder text = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            frame.append("-".repeat(widths[i] + 2)).append('+');
            int spare = widths[i] - length(heading.get(i));
            text.append(' ').append(" ".repeat(spare / 2)).append(heading.get(i));
            text.append(" ".repeat(spare - spare / 2)).append(" |");
        }
        frame.append('\n');
        text.insert(0, frame).append('\n').append(frame);
        for (List<String> row : rows) {
            text.append('|');
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                text.append(' ')
                        .append(cell)
                        .append(" ".repeat(widths[i] - length(cell)))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.append(frame).toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
