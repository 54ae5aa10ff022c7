package io.ringfence.calicoctl.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A framed table with centred cells, sorted by its first column: what the {@code profile} and {@code endpoint} commands print. */
public final class BoxTable {
    private final Grid grid;

    public BoxTable(String... heading) {
        this.grid = new Grid(heading);
    }

    /** Adds a row with as many cells as the heading has; a cell may have several lines. */
    public void add(String... cells) {
        grid.add(cells);
    }

    @Override
    public String toString() {
        int[] widths = grid.widths();
        String frame = Grid.frame(widths);
        StringBuilder text = new StringBuilder(frame);
        line(grid.heading(), widths, text);
        text.append(frame);
        grid.rows().stream().sorted(byCells()).forEach(row -> row(row, widths, text));
        return text.append(frame).toString();
    }

    /** By the first column, then the second, and so on, so that equal first cells have one order too. */
    private static Comparator<List<String>> byCells() {
        return (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));
    }

    /** As many lines as the highest cell has; the others are filled up below. */
    private static void row(List<String> cells, int[] widths, StringBuilder text) {
        List<List<String>> columns = cells.stream().map(Grid::lines).toList();
        int height = columns.stream().mapToInt(List::size).max().orElse(1);
        for (int i = 0; i < height; i++) {
            int at = i;
            line(
                    columns.stream()
                            .map(lines -> at < lines.size() ? lines.get(at) : "")
                            .toList(),
                    widths,
                    text);
        }
    }

    private static void line(List<String> cells, int[] widths, StringBuilder text) {
        text.append('|');
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            int spare = widths[i] - Grid.length(cell);
            // An odd space goes to the right of text of odd length, to the left of the others: PrettyTable's way.
            int left = Grid.length(cell) % 2 == 1 ? spare / 2 : spare - spare / 2;
            text.append(" ".repeat(1 + left))
                    .append(cell)
                    .append(" ".repeat(1 + spare - left))
                    .append('|');
        }
        text.append('\n');
    }
}
