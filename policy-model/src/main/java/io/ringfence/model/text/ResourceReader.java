package io.ringfence.model.text;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.validate.Limits;
import io.ringfence.model.validate.Problem;
import io.ringfence.model.validate.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads resources from text that is not to be trusted, and validates each. */
public final class ResourceReader {
    private static final String LIST = "List";

    /** The first word is in quotes, as in JSON it has to be. */
    private static final Pattern QUOTED = Pattern.compile("[\\s\\[{]*\"");

    private final List<Dialect> dialects;
    private final List<Resource> resources = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private ResourceReader(List<Dialect> dialects) {
        this.dialects = dialects;
    }

    /** Reads v1 alone; see {@link #read(byte[], Format, List)}. */
    public static ReadResult read(byte[] input, Format format) {
        return read(input, format, List.of());
    }

    /**
     * Reads one resource, a list of them, a document of a {@code ...List} kind, or several such documents.
     *
     * @param input UTF-8, at most {@link Limits#MAX_BODY_BYTES}
     * @param dialects what documents may be written in besides v1, each with an API version of its own
     */
    public static ReadResult read(byte[] input, Format format, List<Dialect> dialects) {
        if (input.length > Limits.MAX_BODY_BYTES) {
            return new ReadResult.Refused(
                    List.of(Problem.of("document larger than " + Limits.MAX_BODY_BYTES + " bytes")));
        }
        List<Tree> documents;
        try {
            documents = documents(Text.decode(input), format);
        } catch (DocumentSyntaxException e) {
            String message =
                    "error parsing document: " + (e.line() > 0 ? "line " + e.line() + ": " : "") + e.getMessage();
            return new ReadResult.Refused(List.of(
                    new Problem(message, null, null, String.valueOf(e.getMessage()), 0, Math.max(0, e.line()))));
        }
        ResourceReader reader = new ResourceReader(dialects);
        for (int i = 0; i < documents.size() && !reader.full(); i++) {
            reader.document(documents.get(i), i + 1);
        }
        if (reader.problems.isEmpty() && reader.resources.isEmpty()) {
            return new ReadResult.Refused(List.of(Problem.of("No resources specified in file")));
        }
        return reader.problems.isEmpty()
                ? new ReadResult.Accepted(reader.resources, reader.places)
                : new ReadResult.Refused(
                        reader.problems.subList(0, Math.min(reader.problems.size(), Limits.MAX_PROBLEMS)));
    }

    private static List<Tree> documents(String text, Format format) throws DocumentSyntaxException {
        return switch (format) {
            case JSON -> text.isBlank() ? List.of() : List.of(JsonTrees.read(text));
            case YAML -> yaml(text);
            case AUTO -> looksLikeJson(text) ? jsonElseYaml(text) : yaml(text);
        };
    }

    private static boolean looksLikeJson(String text) {
        String start = text.stripLeading();
        return start.startsWith("{") || start.startsWith("[");
    }

    /** Flow YAML begins like JSON; what is neither is reported as what its first word is written in. */
    private static List<Tree> jsonElseYaml(String text) throws DocumentSyntaxException {
        try {
            return List.of(JsonTrees.read(text));
        } catch (DocumentSyntaxException json) {
            try {
                return yaml(text);
            } catch (DocumentSyntaxException yaml) {
                throw QUOTED.matcher(text).lookingAt() ? json : yaml;
            }
        }
    }

    private static List<Tree> yaml(String text) throws DocumentSyntaxException {
        if (text.isBlank()) {
            return List.of();
        }
        List<Tree> documents = YamlTrees.read(text);
        if (documents.isEmpty()) {
            return List.of(new Tree.Scalar("", Tree.Type.NULL, 1));
        }
        return documents.size() > 1 && Fields.isNull(documents.getLast())
                ? documents.subList(0, documents.size() - 1)
                : documents;
    }

    private void document(Tree tree, int number) {
        if (tree instanceof Tree.Sequence list) {
            for (int i = 0; i < list.items().size() && !full(); i++) {
                resource(list.items().get(i), number, Path.ROOT.item(i), false);
            }
            return;
        }
        String type = text(tree, "kind");
        String item = type.endsWith(LIST) ? type.substring(0, type.length() - LIST.length()) : "";
        Dialect dialect = dialect(tree);
        Kind kind = Kind.byText(item).orElse(null);
        if (dialect != null && !item.isEmpty()) {
            listKind(tree, type, item, number, (each, path) -> bind(dialect, item, each, number, path));
        } else if (dialect == null && kind != null && text(tree, "apiVersion").equals(ResourceBinder.API_VERSION)) {
            listKind(tree, kind.title() + LIST, item, number, (each, path) -> bind(kind, each, number, path, true));
        } else {
            resource(tree, number, Path.ROOT, true);
        }
    }

    /**
     * A document of kind {@code policyList} and the like: items of that one kind.
     *
     * @param title the list's kind in messages
     * @param kind what an item's kind is, where it says one
     */
    private void listKind(Tree tree, String title, String kind, int number, BiConsumer<Tree, Path> bind) {
        Report report = new Report(number);
        List<Tree> items;
        try (Fields fields = new Fields(report, Path.ROOT, title, tree, true)) {
            fields.take("apiVersion");
            fields.take("kind");
            fields.take("metadata");
            items = fields.list("items", "[]" + title.substring(0, title.length() - LIST.length()), (item, _) -> item);
        }
        problems.addAll(report.problems());
        String version = text(tree, "apiVersion");
        for (int i = 0; i < items.size() && !full(); i++) {
            String stated = text(items.get(i), "kind");
            String statedVersion = text(items.get(i), "apiVersion");
            boolean fits = (stated.isEmpty() || stated.equals(kind))
                    && (statedVersion.isEmpty() || statedVersion.equals(version));
            if (fits) {
                bind.accept(items.get(i), Path.ROOT.field("items").item(i));
            } else {
                unknownType(items.get(i), number);
            }
        }
    }

    private void resource(Tree tree, int document, Path path, boolean coerces) {
        Dialect dialect = dialect(tree);
        if (dialect != null) {
            bind(dialect, text(tree, "kind"), tree, document, path);
            return;
        }
        Kind kind = Kind.byText(text(tree, "kind")).orElse(null);
        if (kind == null || !text(tree, "apiVersion").equals(ResourceBinder.API_VERSION)) {
            unknownType(tree, document);
        } else {
            bind(kind, tree, document, path, coerces);
        }
    }

    private @Nullable Dialect dialect(Tree tree) {
        String version = text(tree, "apiVersion");
        return dialects.stream()
                .filter(dialect -> dialect.apiVersion().equals(version))
                .findFirst()
                .orElse(null);
    }

    private void bind(Dialect dialect, String kind, Tree tree, int document, Path path) {
        Report report = new Report(document);
        accept(dialect.bind(kind, tree, path, report), report, tree, document, path);
    }

    private void bind(Kind kind, Tree tree, int document, Path path, boolean coerces) {
        Report report = new Report(document);
        accept(new ResourceBinder(report, coerces, false).bind(kind, tree, path), report, tree, document, path);
    }

    private void accept(@Nullable Resource resource, Report report, Tree tree, int document, Path path) {
        List<Problem> found = new ArrayList<>();
        for (Problem problem : report.problems()) {
            // What is missing has no line: that of the resource then.
            found.add(problem.line() > 0 ? problem : problem.at(document, tree.line()));
        }
        if (found.isEmpty() && resource != null) {
            for (Problem problem : Validator.validate(resource)) {
                found.add(locate(problem, tree, document, path));
            }
        }
        if (found.isEmpty() && resource != null) {
            resources.add(resource);
            places.add(new Place(document, tree.line()));
        }
        problems.addAll(found);
    }

    /** The validator knows no lines: the line is that of the field, or of the nearest around it that is written. */
    private static Problem locate(Problem problem, Tree tree, int document, Path path) {
        String field = problem.field();
        String whole = field == null ? path.toString() : path + (path.equals(Path.ROOT) ? "" : ".") + field;
        Problem placed =
                new Problem(problem.message(), whole, problem.value(), problem.reason(), problem.document(), 0);
        return placed.at(document, Lines.of(tree, field == null ? "" : field));
    }

    /** Whether so much is wrong that the rest need not be read. */
    private boolean full() {
        return problems.size() >= Limits.MAX_PROBLEMS;
    }

    private void unknownType(Tree tree, int document) {
        String kind = text(tree, "kind");
        String message = "Unknown resource type (" + kind + ") and/or version (" + text(tree, "apiVersion") + ")"
                + RefusedKinds.behind(kind);
        problems.add(new Problem(message, "kind", kind, message, document, tree.line()));
    }

    private static String text(@Nullable Tree tree, String field) {
        return tree instanceof Tree.Mapping mapping && mapping.find(field) instanceof Tree.Scalar scalar
                ? scalar.text()
                : "";
    }
}
