package io.ringfence.calicoctl.edit;

import java.util.stream.Collectors;

/** A text in an editor, with a remark for its author above it. */
public final class EditedText {
    /** Begins a line of the remark; nothing else that is offered begins like this. */
    private static final String MARK = "#! ";

    private EditedText() {}

    /**
     * Both, the remark first.
     *
     * @param remark empty for none
     */
    public static String withRemark(String remark, String text) {
        return remark.lines().map(line -> MARK + line + "\n").collect(Collectors.joining()) + text;
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
