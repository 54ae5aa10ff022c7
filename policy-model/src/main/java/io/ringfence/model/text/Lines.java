package io.ringfence.model.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the line of a field in a tree. */
final class Lines {
    private static final Pattern STEP = Pattern.compile("\\[(\\d+)]|([^.\\[]+)");

    private Lines() {}

    /** The line where the path leads, or where the last step that exists does. */
    static int of(Tree tree, String path) {
        Tree here = tree;
        int line = tree.line();
        Matcher steps = STEP.matcher(path);
        while (steps.find()) {
            Tree next = null;
            if (here instanceof Tree.Sequence list && steps.group(1) != null) {
                List<Tree> items = list.items();
                int index = Integer.parseInt(steps.group(1));
                next = index < items.size() ? items.get(index) : null;
            } else if (here instanceof Tree.Mapping mapping && steps.group(2) != null) {
                String key = steps.group(2);
                for (Tree.Entry entry : mapping.entries()) {
                    if (entry.key().equalsIgnoreCase(key)) {
                        next = entry.value();
                        line = entry.line();
                    }
                }
            }
            if (next == null) {
                return line;
            }
            here = next;
            line = here instanceof Tree.Mapping || here instanceof Tree.Sequence ? line : here.line();
        }
        return line;
    }
}
