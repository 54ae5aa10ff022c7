package io.ringfence.model.text;

import io.ringfence.model.validate.Limits;
import io.ringfence.model.validate.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one document. Confined to one call. */
public final class Report {
    /** More unknown fields than this are counted, not named. */
    private static final int NAMED = 5;

    private final int document;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Tree.Entry> unknown = new ArrayList<>();
    private @Nullable Path firstUnknown;

    Report(int document) {
        this.document = document;
    }

    /** What comes after the first {@link Limits#MAX_PROBLEMS} is dropped. */
    public void add(Problem problem, int line) {
        if (problems.size() < Limits.MAX_PROBLEMS) {
            problems.add(problem.at(document, line));
        }
    }

    /** A value that no field of that type can hold, in the words of Go's JSON reader. */
    public void wrongType(Tree value, Path path, String field, String type) {
        String found = switch (value) {
            case Tree.Mapping mapping -> "object";
            case Tree.Sequence sequence -> "array";
            case Tree.Scalar scalar ->
                switch (scalar.type()) {
                            case STRING -> "string";
                            case INTEGER, FLOAT -> "number";
                            case BOOLEAN -> "bool";
                            case NULL -> "null";
                        }
                        + " '" + scalar.text() + "'";
        };
        String text = value instanceof Tree.Scalar scalar ? scalar.text() : null;
        String message = "cannot parse " + found + " into field " + field + " of type " + type;
        add(new Problem(message, path.toString(), text, "must be of type " + type, 0, 0), value.line());
    }

    /** A value of the right type but not of the right form. */
    public void malformed(Tree.Scalar value, Path path, String message) {
        add(new Problem(message, path.toString(), value.text(), message, 0, 0), value.line());
    }

    /** A value that validation forbids and that no resource can even hold. */
    public void invalid(Tree value, Path path, String name, String text, String reason) {
        add(Problem.invalid(name, path.toString(), text, reason), value.line());
    }

    void unknown(Tree.Entry entry, Path path) {
        if (unknown.isEmpty()) {
            firstUnknown = path;
        }
        unknown.add(entry);
    }

    /** Whether nothing is wrong so far. */
    public boolean isEmpty() {
        return problems.isEmpty() && unknown.isEmpty();
    }

    /** All problems, the fields that do not exist last and as one. */
    List<Problem> problems() {
        if (!unknown.isEmpty()) {
            List<String> names = unknown.stream().map(Tree.Entry::key).toList();
            String message = names.size() == 1
                    ? "field in document is not recognized or is in the wrong location: " + names.getFirst()
                    : "fields in document are not recognized or are in the wrong location: " + list(names);
            String reason = "not recognized or in the wrong location";
            Problem problem = new Problem(message, String.valueOf(firstUnknown), null, reason, 0, 0);
            problems.add(problem.at(document, unknown.getFirst().line()));
            unknown.clear();
        }
        return problems;
    }

    private static String list(List<String> names) {
        return names.size() <= NAMED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, NAMED - 1)) + " (+ " + (names.size() - NAMED + 1) + " more)";
    }
}
