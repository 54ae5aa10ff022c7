package io.ringfence.calicoctl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Heading and rows of a framed table, and how wide its columns are. */
final class Grid {
    private final List<String> heading;
    private final List<List<String>> rows = new ArrayList<>();

    Grid(String... heading) {
        this.heading = List.of(heading);
    }

    List<String> heading() {
        return heading;
    }

    List<List<String>> rows() {
        return rows;
    }

    /** Adds a row with as many cells as the heading has; a cell may have several lines. */
    void add(String... cells) {
        if (cells.length != heading.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + heading.size() + " columns");
        }
        rows.add(List.of(cells));
    }

    /** By column: its longest line. */
    int[] widths() {
        int[] widths = new int[heading.size()];
        Arrays.setAll(widths, this::width);
        return widths;
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

    /** The line above, below and between. */
    static String frame(int[] widths) {
        StringBuilder text = new StringBuilder("+");
        for (int width : widths) {
            text.append("-".repeat(width + 2)).append('+');
        }
        return text.append('\n').toString();
    }

    static List<String> lines(String cell) {
        return List.of(cell.split("\n", -1));
    }

    /** In characters as people count them. */
    static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
