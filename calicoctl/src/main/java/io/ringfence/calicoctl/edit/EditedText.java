package io.ringfence.calicoctl.edit;

import io.ringfence.calicoctl.diff.TextDiff;
import java.util.stream.Collectors;

/** A text in an editor, with a remark for its author above it. */
public final class EditedText {
    /** Begins a line of the remark; nothing else that is offered begins like this. */
    private static final String MARK = "#!";

    private EditedText() {}

    /**
     * Both, the remark first.
     *
     * @param remark empty for none
     */
    public static String withRemark(String remark, String text) {
        return remark.lines().map(line -> MARK + " " + line + "\n").collect(Collectors.joining()) + text;
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
