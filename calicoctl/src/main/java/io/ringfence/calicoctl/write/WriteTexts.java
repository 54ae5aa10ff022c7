package io.ringfence.calicoctl.write;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.List;

/** What is told about the resources of one command, given the kind of each; the kind is named where all are of one. */
public final class WriteTexts {
    /** The end of a dry run. */
    public static final String DRY_RUN = "Dry run: nothing was written.";

    private WriteTexts() {}

    public static String success(Operation operation, List<Kind> kinds) {
        return success(operation.past(), kinds);
    }

    /**
     * As above, for what is no operation.
     *
     * @param past what was done with them: {@code validated}
     */
    public static String success(String past, List<Kind> kinds) {
        return "Successfully " + past + " " + kinds.size() + " " + named(kinds) + "resource(s)";
    }

    /** Nothing was written. */
    public static String failure(Operation operation, List<Kind> kinds, String error) {
        String what = kinds.size() == 1 ? named(kinds) + "resource" : "any " + named(kinds) + "resources";
        return "Failed to " + operation.verb() + " " + what + ": " + error;
    }

    /** The first {@code done}, at least one, were written; the next one was not. */
    public static String partial(Operation operation, List<Kind> kinds, int done, String error) {
        return "Partial success: " + operation.past() + " the first " + done + " out of " + kinds.size() + " "
                + named(kinds) + "resources:\nHit error: " + error;
    }

    /** What a dry run tells of one resource. */
    public static String judged(ResourceKey key, Judgement judgement) {
        return key.identifier() + " " + judgement.words();
    }

    /** Before the first of several batches is written. */
    public static String announcement(int resources, int batches) {
        return "Writing " + resources + " resources in " + batches + " batches, each all or nothing.";
    }

    private static String named(List<Kind> kinds) {
        return kinds.stream().distinct().count() == 1 ? "'" + kinds.getFirst().text() + "' " : "";
    }
}
