package io.ringfence.calicoctl.words;

import io.ringfence.model.net.Cidr;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As much of a resource's identity as was typed.
 *
 * @param fields identity fields of the kind that were given, in the kind's order
 */
public record Identity(Kind kind, Map<String, String> fields) {

    /** What the words come to. */
    public sealed interface Result {}

    public record Understood(Identity identity) implements Result {}

    public record Invalid(String message) implements Result {}

    /**
     * Puts the words in their places.
     *
     * @param name the last of the kind's identity fields; null when not given
     * @param options the other fields by name, null values for those not given
     */
    public static Result of(Kind kind, @Nullable String name, Map<String, @Nullable String> options) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : kind.identity()) {
            String value = field.equals(kind.identity().getLast()) ? name : options.get(field);
            if (value != null) {
                if (value.isEmpty() && field.equals("name")) {
                    return new Invalid("resource name may not be empty");
                }
                fields.put(field, value);
            }
        }
        for (Map.Entry<String, @Nullable String> option : options.entrySet()) {
            if (option.getValue() != null && !fields.containsKey(option.getKey())) {
                return new Invalid("a " + kind.text() + " has no " + option.getKey());
            }
        }
        if (fields.containsKey("cidr")) {
            String text = String.valueOf(fields.get("cidr"));
            Optional<Cidr> cidr = Cidr.parse(text);
            if (cidr.isEmpty()) {
                return new Invalid("invalid CIDR address: " + text);
            }
            fields.put("cidr", cidr.get().toString());
        }
        return new Understood(new Identity(kind, fields));
    }

    /** The first field that is not given or empty; empty when the identity is whole. */
    public Optional<String> missing() {
        return kind.identity().stream()
                .filter(field -> fields.getOrDefault(field, "").isEmpty())
                .findFirst();
    }

    /** Whether one resource is named, if perhaps not where it is. */
    public boolean isNamed() {
        return fields.containsKey(kind.identity().getLast());
    }

    /** The key, when nothing is missing. */
    public Optional<ResourceKey> key() {
        return missing().isPresent()
                ? Optional.empty()
                : Optional.of(ResourceKey.of(kind, fields.values().toArray(String[]::new)));
    }

    /** As messages name it, with the fields that were given: {@code WorkloadEndpoint(node=n, name=x)}. */
    public String identifier() {
        StringBuilder text = new StringBuilder(kind.title()).append('(');
        String separator = "";
        for (Map.Entry<String, String> field : fields.entrySet()) {
            text.append(separator).append(field.getKey()).append('=').append(field.getValue());
            separator = ", ";
        }
        return text.append(')').toString();
    }
}
