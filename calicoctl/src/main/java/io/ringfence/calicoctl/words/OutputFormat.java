package io.ringfence.calicoctl.words;

import java.util.List;

/** What {@code -o} asks for. */
public sealed interface OutputFormat {
    record Narrow() implements OutputFormat {}

    record Wide() implements OutputFormat {}

    record Yaml() implements OutputFormat {}

    record Json() implements OutputFormat {}

    /** Columns by heading, in the order typed, at least one; not yet compared with what the kind has. */
    record Custom(List<String> headings) implements OutputFormat {
        public Custom {
            headings = List.copyOf(headings);
        }
    }

    /** A template, as it was typed. */
    record Templated(String template) implements OutputFormat {}

    /** A template that stands in a file. */
    record TemplatedByFile(String file) implements OutputFormat {}

    /** None of them. */
    record Unknown(String message) implements OutputFormat {}

    /** One of them, without what it needs. */
    record Incomplete(String message) implements OutputFormat {}

    static OutputFormat parse(String text) {
        int equals = text.indexOf('=');
        String value = equals < 0 ? "" : text.substring(equals + 1);
        return switch (equals < 0 ? text : text.substring(0, equals)) {
            case "custom-columns" ->
                value.isEmpty()
                        ? new Incomplete("need to specify at least one column")
                        : new Custom(List.of(value.split(",", -1)));
            case "go-template" -> value.isEmpty() ? new Incomplete("need to specify a template") : new Templated(value);
            case "go-template-file" ->
                value.isEmpty() ? new Incomplete("need to specify a template file") : new TemplatedByFile(value);
            default -> plain(text);
        };
    }

    private static OutputFormat plain(String text) {
        return switch (text) {
            case "ps" -> new Narrow();
            case "wide" -> new Wide();
            case "yaml", "yml" -> new Yaml();
            case "json" -> new Json();
            default -> new Unknown("unrecognized output format '" + text + "'");
        };
    }
}
