package io.ringfence.model.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One reason why input is refused.
 *
 * @param message the whole text for people, worded as Calico words it
 * @param field path of the field, as documents spell it ({@code spec.ingress[2].source.ports}, indexes from 0); null when no one field
 *     is at fault
 * @param value the value at fault as text; null when there is none
 * @param reason what is wrong with it; empty when the value simply is not of the field's form
 * @param document number of the document in the input, from 1; 0 when it is not from a document
 * @param line line in the input, from 1; 0 when unknown
 */
public record Problem(
        String message, @Nullable String field, @Nullable String value, String reason, int document, int line) {

    /** Longer texts are cut: a short document can quote one long value a hundred times by aliases. */
    private static final int LONGEST = 4096;

    private static final String INVALID = "error with field ";

    public Problem {
        message = cut(message);
        field = field == null ? null : cut(field);
        value = value == null ? null : cut(value);
        reason = cut(reason);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }

    /** A problem with the input as a whole. */
    public static Problem of(String message) {
        return new Problem(message, null, null, message, 0, 0);
    }

    /**
     * A field whose value is not allowed: {@code error with field Port = '0' (port range invalid)}.
     *
     * @param name the field's name in messages, for example {@code Source.Ports}
     * @param path see {@link #field}
     * @param reason empty when there is nothing more to say
     */
    public static Problem invalid(String name, String path, String value, String reason) {
        return new Problem(INVALID + detail(name, value, reason), path, value, reason, 0, 0);
    }

    /** The same problem, found there. */
    public Problem at(int documentNumber, int lineNumber) {
        return new Problem(message, field, value, reason, documentNumber, lineNumber);
    }

    /**
     * One text for several problems of one document, none left out: Calico's list form for those with fields' values that follow each
     * other, the message itself for every other. Throws {@link IllegalArgumentException} for none.
     */
    public static String describe(List<Problem> problems) {
        return describe(problems, _ -> "");
    }

    /**
     * The same, with a text behind each problem.
     *
     * @param behind for example where it is, on a line of its own
     */
    public static String describe(List<Problem> problems, Function<Problem, String> behind) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("nothing to describe");
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < problems.size(); i++) {
            Problem problem = problems.get(i);
            boolean follows = i > 0 && problems.get(i - 1).isInvalid();
            boolean leads = i + 1 < problems.size() && problems.get(i + 1).isInvalid();
            boolean listed = problem.isInvalid() && (follows || leads);
            if (listed && !follows) {
                lines.add("error with the following fields:");
            }
            String text = listed ? "-  " + problem.message().substring(INVALID.length()) : problem.message();
            lines.add(text + behind.apply(problem));
        }
        return String.join("\n", lines);
    }

    private boolean isInvalid() {
        return message.startsWith(INVALID);
    }

    private static String detail(String name, String value, String reason) {
        return name + " = '" + value + "'" + (reason.isEmpty() ? "" : " (" + reason + ")");
    }
}
