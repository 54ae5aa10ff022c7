package io.ringfence.calicoctl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A framed table with centred cells, sorted by its first column: what the {@code profile} and {@code endpoint} commands print. */
public final class BoxTable {
    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    public BoxTable(String... heading) {
        this.heading = List.of(heading);
    }

    /** Adds a row with as many cells as the heading has; a cell may have several lines. */
    public void add(String... cells) {
        if (cells.length != heading.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heading.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    @Override
    public String toString() {
        int[] widths = new int[heading.size()];
        Arrays.setAll(widths, column -> width(column));
        String frame = frame(widths);
        StringBuilder text = new StringBuilder(frame);
        line(heading, widths, text);
        text.append(frame);
        rows.stream().sorted(byCells()).forEach(row -> row(row, widths, text));
        return text.append(frame).toString();
    }

    /** By the first column, then the second, and so on, so that equal first cells have one order too. */
    private static Comparator<List<String>> byCells() {
        return (one, other) -> Arrays.compare(one.toArray(String[]::new), other.toArray(String[]::new));
    }

    private int width(int column) {
        int width = length(heading.get(column));
        for (List<String> row : rows) {
            for (String line : lines(row.get(column))) {
                width = Math.max(width, length(line));
            }
        }
        return width;
    }

    private static String frame(int[] widths) {
        StringBuilder text = new StringBuilder("+");
        for (int width : widths) {
            text.append("-".repeat(width + 2)).append('+');
        }
        return text.append('\n').toString();
    }

    /** As many lines as the highest cell has; the others are filled up below. */
    private static void row(List<String> cells, int[] widths, StringBuilder text) {
        List<List<String>> columns = cells.stream().map(BoxTable::lines).toList();
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
            int spare = widths[i] - length(cell);
            // An odd space goes to the right of text of odd length, to the left of the others: PrettyTable's way.
            int left = length(cell) % 2 == 1 ? spare / 2 : spare - spare / 2;
            text.append(" ".repeat(1 + left))
                    .append(cell)
                    .append(" ".repeat(1 + spare - left))
                    .append('|');
        }
        text.append('\n');
    }

    private static List<String> lines(String cell) {
        return List.of(cell.split("\n", -1));
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
