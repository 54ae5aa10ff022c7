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

    /** None of them. */
    record Unknown(String message) implements OutputFormat {}

    static OutputFormat parse(String text) {
        String custom = "custom-columns";
        if (text.equals(custom) || text.startsWith(custom + "=")) {
            String headings = text.length() > custom.length() ? text.substring(custom.length() + 1) : "";
            return headings.isEmpty()
                    ? new Unknown("need to specify at least one column")
                    : new Custom(List.of(headings.split(",", -1)));
        }
        return switch (text) {
            case "ps" -> new Narrow();
            case "wide" -> new Wide();
            case "yaml" -> new Yaml();
            case "json" -> new Json();
            default -> new Unknown("unrecognized output format '" + text + "'");
        };
    }
}
