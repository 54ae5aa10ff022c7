package io.ringfence.calicoctl.diff;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The difference of two texts in the unified form, which {@code patch} reads too. */
public final class TextDiff {
    private static final int CONTEXT = 3;
    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String CYAN = "\u001b[36m";

    private TextDiff() {}

    /**
     * Lines, each with its end; empty when the texts are equal.
     *
     * @param before and its name {@code from}
     * @param after and its name {@code to}
     */
    public static String of(String from, String before, String to, String after, boolean coloured) {
        List<String> old = before.lines().toList();
        StringBuilder text = new StringBuilder();
        UnifiedDiffUtils.generateUnifiedDiff(
                        from, to, old, DiffUtils.diff(old, after.lines().toList()), CONTEXT)
                .stream()
                // The library counts a text without lines from 1, everybody else from 0.
                .map(line -> old.isEmpty() ? line.replaceFirst("^@@ -1,0 ", "@@ -0,0 ") : line)
                .forEach(line -> text.append(coloured ? coloured(line) : line).append('\n'));
        return text.toString();
    }

    private static String coloured(String line) {
        String colour = line.startsWith("---") || line.startsWith("+++")
                ? BOLD
                : line.startsWith("@@") ? CYAN : line.startsWith("-") ? RED : line.startsWith("+") ? GREEN : "";
        return colour.isEmpty() ? line : colour + line + RESET;
    }
}
