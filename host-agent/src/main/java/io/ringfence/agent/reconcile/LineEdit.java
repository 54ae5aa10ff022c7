package io.ringfence.agent.reconcile;

import java.util.ArrayList;
import java.util.List;

/** Commands that turn one chain's rules into others, fewest lines first. */
final class LineEdit {
    /** Beyond this many comparisons the differing middle is rewritten line by line instead of aligned. */
    private static final long MAX_COMPARISONS = 1_000_000;

    private final String chain;
    private final List<String> from;
    private final List<String> to;
    private final List<String> commands = new ArrayList<>();

    private LineEdit(String chain, List<String> from, List<String> to) {
        this.chain = chain;
        this.from = from;
        this.to = to;
    }

    /** Restore commands, bottom of the chain first so that the numbers above stay true. Empty for equal lists. */
    static List<String> between(String chain, List<String> from, List<String> to) {
        LineEdit edit = new LineEdit(chain, from, to);
        edit.run();
        return edit.commands;
    }

    private void run() {
        int head = 0;
        while (head < from.size() && head < to.size() && from.get(head).equals(to.get(head))) {
            head++;
        }
        int fromEnd = from.size();
        int toEnd = to.size();
        while (fromEnd > head && toEnd > head && from.get(fromEnd - 1).equals(to.get(toEnd - 1))) {
            fromEnd--;
            toEnd--;
        }
        if ((long) (fromEnd - head) * (toEnd - head) > MAX_COMPARISONS) {
            gap(head, fromEnd, head, toEnd);
        } else {
            aligned(head, fromEnd, toEnd);
        }
    }

    private void aligned(int head, int fromEnd, int toEnd) {
        int rows = fromEnd - head;
        int columns = toEnd - head;
        int[][] common = new int[rows + 1][columns + 1];
        for (int i = 1; i <= rows; i++) {
            for (int j = 1; j <= columns; j++) {
                common[i][j] = from.get(head + i - 1).equals(to.get(head + j - 1))
                        ? common[i - 1][j - 1] + 1
                        : Math.max(common[i - 1][j], common[i][j - 1]);
            }
        }
        int i = rows;
        int j = columns;
        int gapFrom = i;
        int gapTo = j;
        while (i > 0 && j > 0) {
            if (from.get(head + i - 1).equals(to.get(head + j - 1))) {
                gap(head + i, head + gapFrom, head + j, head + gapTo);
                i--;
                j--;
                gapFrom = i;
                gapTo = j;
            } else if (common[i - 1][j] >= common[i][j - 1]) {
                i--;
            } else {
                j--;
            }
        }
        gap(head, head + gapFrom, head, head + gapTo);
    }

    /** Replaces lines [fromStart, fromEnd) of the old by [toStart, toEnd) of the new; lines above are untouched, those below are done. */
    private void gap(int fromStart, int fromEnd, int toStart, int toEnd) {
        int replaced = Math.min(fromEnd - fromStart, toEnd - toStart);
        for (int line = fromEnd - 1; line >= fromStart + replaced; line--) {
            commands.add("-D " + chain + " " + (line + 1));
        }
        if (fromEnd == from.size() && fromEnd - fromStart == replaced) {
            for (int line = toStart + replaced; line < toEnd; line++) {
                commands.add("-A " + chain + " " + to.get(line));
            }
        } else {
            for (int line = toEnd - 1; line >= toStart + replaced; line--) {
                commands.add("-I " + chain + " " + (fromStart + replaced + 1) + " " + to.get(line));
            }
        }
        for (int line = replaced - 1; line >= 0; line--) {
            commands.add("-R " + chain + " " + (fromStart + line + 1) + " " + to.get(toStart + line));
        }
    }
}
