package io.ringfence.calicoctl.view;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.calicoctl.template.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a value looks like to a template, and what it is when a document does not say it. */
sealed interface Shape {
    /** The value of a document's field; {@code missing} in Jackson's sense when it is not there. */
    @Nullable
    Object of(JsonNode node);

    /**
     * A text, number or truth.
     *
     * @param absent its value when it is not said
     */
    record Scalar(@Nullable Object absent) implements Shape {
        @Override
        public @Nullable Object of(JsonNode node) {
            return switch (node.getNodeType()) {
                case BOOLEAN -> node.booleanValue();
                case NUMBER -> node.isIntegralNumber() ? (Object) node.longValue() : (Object) node.doubleValue();
                case STRING -> node.textValue();
                default -> absent;
            };
        }
    }

    /** A number of the original's type for fractions. */
    record Fraction() implements Shape {
        @Override
        public @Nullable Object of(JsonNode node) {
            return node.isNumber() ? (Object) node.doubleValue() : null;
        }
    }

    /** Texts by text. */
    record Texts() implements Shape {
        @Override
        public Object of(JsonNode node) {
            Map<String, String> map = new LinkedHashMap<>();
            node.properties()
                    .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
            return map;
        }
    }

    /** A list, empty when it is not said. */
    record Items(Shape item) implements Shape {
        @Override
        public Object of(JsonNode node) {
            List<@Nullable Object> items = new ArrayList<>();
            node.forEach(each -> items.add(item.of(each)));
            return items;
        }
    }

    /**
     * Fields.
     *
     * @param optional whether it is nothing, rather than empty, when it is not said
     */
    record Fields(String type, boolean optional, List<Member> members) implements Shape {
        @Override
        public @Nullable Object of(JsonNode node) {
            if (optional && node.isMissingNode()) {
                return null;
            }
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (Member member : members) {
                fields.put(member.name(), member.shape().of(node.path(member.key())));
            }
            return new Struct(type, fields);
        }
    }

    /**
     * A field.
     *
     * @param name in templates
     * @param key in documents
     */
    record Member(String name, String key, Shape shape) {}
}
