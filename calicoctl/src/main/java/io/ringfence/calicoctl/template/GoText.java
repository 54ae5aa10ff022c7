package io.ringfence.calicoctl.template;

import io.ringfence.calicoctl.print.GoFloat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as Go prints them. */
final class GoText {
    private GoText() {}

    static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case Double number -> GoFloat.text(number);
            case List<?> list -> list.stream().map(GoText::of).collect(Collectors.joining(" ", "[", "]"));
            case Map<?, ?> map ->
                new TreeMap<>(map)
                        .entrySet().stream()
                                .map(entry -> of(entry.getKey()) + ":" + of(entry.getValue()))
                                .collect(Collectors.joining(" ", "map[", "]"));
            case Struct struct ->
                struct.fields().values().stream().map(GoText::of).collect(Collectors.joining(" ", "{", "}"));
            case NoValue missing -> "<no value>";
            default -> value.toString();
        };
    }
}
