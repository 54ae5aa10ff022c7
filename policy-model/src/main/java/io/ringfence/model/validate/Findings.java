package io.ringfence.model.validate;

import io.ringfence.model.resource.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Collects the problems of one resource, and knows the forms that names and labels must have. Confined to one call. */
final class Findings {
    static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    static final Pattern NAMESPACED_NAME = Pattern.compile("[a-zA-Z0-9_./-]{1,128}");
    static final Pattern INTERFACE = Pattern.compile("[a-zA-Z0-9_-]{1,15}");
    private static final Pattern LABEL_KEY = Pattern.compile("[a-zA-Z0-9_./-]{1,512}");
    private static final Pattern LABEL_VALUE = Pattern.compile("[a-zA-Z0-9]?([a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?");

    private final List<Problem> problems = new ArrayList<>();

    /** What comes after the first {@link Limits#MAX_PROBLEMS} is dropped. */
    void add(String name, String path, Object value, String reason) {
        if (problems.size() >= Limits.MAX_PROBLEMS) {
            return;
        }
        problems.add(Problem.invalid(name, path, value.toString(), reason));
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** A part of the resource's identity: present, and of the pattern. */
    void identity(String name, String path, String value, Pattern pattern) {
        if (value.isEmpty()) {
            String field = path.substring(path.lastIndexOf('.') + 1);
            String message = "insufficient identifiers, missing '" + field + "'";
            problems.add(new Problem(message, path, null, message, 0, 0));
        } else if (ResourceKey.leadsElsewhere(value)) {
            add(name, path, value, "it would lead elsewhere in paths");
        } else {
            matches(name, path, value, pattern);
        }
    }

    void matches(String name, String path, String value, Pattern pattern) {
        if (!pattern.matcher(value).matches()) {
            add(name, path, value, "");
        }
    }

    void eachMatches(String name, String path, List<String> values, Pattern pattern) {
        for (int i = 0; i < values.size(); i++) {
            matches(name + "[" + i + "]", path + "[" + i + "]", values.get(i), pattern);
        }
    }

    /** Label keys of 1 to 512, values of 0 to 63 characters. */
    void labels(Map<String, String> labels) {
        new TreeMap<>(labels).forEach((key, value) -> {
            if (!LABEL_KEY.matcher(key).matches() || !LABEL_VALUE.matcher(value).matches()) {
                add("Labels", "metadata.labels." + key, "map[" + key + ":" + value + "]", "");
            }
        });
    }

    void annotations(Map<String, String> annotations) {
        long bytes = 0;
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            bytes += annotation.getKey().getBytes(StandardCharsets.UTF_8).length;
            bytes += annotation.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (bytes > Limits.MAX_ANNOTATIONS_BYTES) {
            add(
                    "Annotations",
                    "metadata.annotations",
                    bytes + " bytes",
                    "larger than " + Limits.MAX_ANNOTATIONS_BYTES + " bytes in total");
        }
    }
}
