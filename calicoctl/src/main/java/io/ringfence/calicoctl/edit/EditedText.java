package io.ringfence.calicoctl.edit;

import io.ringfence.calicoctl.diff.TextDiff;
import java.util.stream.Collectors;

/** A text in an editor, with a remark for its author above it. */
public final class EditedText {
    /** Begins a line of the remark; nothing else that is offered begins like this. */
    private static final String MARK = "#!";

    private static final String DOCUMENT = "---\n";

    private EditedText() {}

    /**
     * Both, the remark first.
     *
     * @param remark empty for none
     */
    public static String withRemark(String remark, String text) {
        return remark.lines().map(line -> MARK + " " + line + "\n").collect(Collectors.joining()) + text;
    }

    /** The text with each line where the remark puts it, to be read: empty lines stand for those of the remark. */
    public static String below(String remark, String text) {
        // A line that begins the first document would, further down, end one of empty lines.
        String rest = text.startsWith(DOCUMENT) ? "\n" + text.substring(DOCUMENT.length()) : text;
        return "\n".repeat((int) remark.lines().count()) + rest;
    }

    /**
     * What to say when somebody else has written the resource since it was read.
     *
     * @param opened the text that was opened first
     * @param stored the text of what is stored now
     */
    public static String overtaken(String opened, String stored) {
        String change = TextDiff.of("when it was opened", opened, "as it is stored now", stored, false);
        return change.isEmpty()
                ? "Somebody else has written it meanwhile, and it says what it said. Change something and save, and that is replaced."
                : "Somebody else has changed it meanwhile, as shown here. Change something and save, and that is replaced.\n"
                        + change;
    }

    /** The text alone. */
    public static String withoutRemark(String text) {
        String rest = text;
        while (rest.startsWith(MARK)) {
            int end = rest.indexOf('\n');
            rest = end < 0 ? "" : rest.substring(end + 1);
        }
        return rest;
    }
}
