package io.ringfence.calicoctl.table;

import java.util.List;

/** A framed table with a centred heading and cells to the left, in the order given: what {@code node status} prints. */
public final class GridTable {
    private final Grid grid;

    public GridTable(String... heading) {
        this.grid = new Grid(heading);
    }

    /** Adds a row with as many cells as the heading has. */
    public void add(String... cells) {
        grid.add(cells);
    }

    @Override
    public String toString() {
        int[] widths = grid.widths();
        String frame = Grid.frame(widths);
        StringBuilder text = new StringBuilder(frame).append('|');
        for (int i = 0; i < widths.length; i++) {
            String title = grid.heading().get(i);
            int spare = widths[i] - Grid.length(title);
            text.append(' ').append(" ".repeat(spare / 2)).append(title);
            text.append(" ".repeat(spare - spare / 2)).append(" |");
        }
        text.append('\n').append(frame);
        for (List<String> row : grid.rows()) {
            text.append('|');
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                text.append(' ')
                        .append(cell)
                        .append(" ".repeat(widths[i] - Grid.length(cell)))
                        .append(" |");
            }
            text.append('\n');
        }
        return text.append(frame).toString();
    }
}
