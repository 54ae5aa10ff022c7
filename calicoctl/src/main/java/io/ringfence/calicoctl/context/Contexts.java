package io.ringfence.calicoctl.context;

import io.ringfence.calicoctl.file.FileReason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Named gateways.
 *
 * @param current the one that counts when nothing else is said; null for none
 * @param all by name, sorted
 */
public record Contexts(@Nullable String current, Map<String, Context> all) {
    public static final Contexts NONE = new Contexts(null, Map.of());

    private static final Set<String> FIELDS = Set.of("api", "tokenFile");

    public Contexts {
        all = Collections.unmodifiableMap(new TreeMap<>(all));
    }

    /**
     * One gateway.
     *
     * @param api its address, as written
     * @param tokenFile file with the token that it demands; null when it demands none
     */
    public record Context(String api, @Nullable String tokenFile) {}

    /** Reads the text of a file. Throws {@link IllegalArgumentException} with what is wrong. */
    public static Contexts parse(String text) {
        Object tree;
        try {
            tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        } catch (YAMLException e) {
            throw new IllegalArgumentException(FileReason.of(e), e);
        }
        if (tree == null) {
            return NONE;
        }
        Map<String, Context> contexts = new TreeMap<>();
        String current = null;
        for (Map.Entry<String, Object> field : mapping(tree, "the file").entrySet()) {
            switch (field.getKey()) {
                case "current" -> current = text(field.getValue(), "current");
                case "contexts" ->
                    mapping(field.getValue(), "contexts")
                            .forEach((name, context) -> contexts.put(name, context(name, context)));
                default -> throw new IllegalArgumentException("it has no field " + field.getKey());
            }
        }
        if (current != null && !contexts.containsKey(current)) {
            throw new IllegalArgumentException("current names " + current + ", which is not among its contexts");
        }
        return new Contexts(current, contexts);
    }

    /** The text of a file that says this. */
    public String text() {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (current != null) {
            tree.put("current", current);
        }
        Map<String, Object> contexts = new LinkedHashMap<>();
        all.forEach((name, context) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("api", context.api());
            if (context.tokenFile() != null) {
                fields.put("tokenFile", context.tokenFile());
            }
            contexts.put(name, fields);
        });
        tree.put("contexts", contexts);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(options).dump(tree);
    }

    /** The same with that one current; it must be there. */
    public Contexts use(String name) {
        if (!all.containsKey(name)) {
            throw new IllegalArgumentException("no such context: " + name);
        }
        return new Contexts(name, all);
    }

    /** The same with this one added, or in the place of one of that name. The first one becomes current. */
    public Contexts with(String name, Context context) {
        Map<String, Context> more = new TreeMap<>(all);
        more.put(name, context);
        return new Contexts(current == null ? name : current, more);
    }

    /** The same without this one, which must be there; if it was current, none is. */
    public Contexts without(String name) {
        Map<String, Context> fewer = new TreeMap<>(all);
        if (fewer.remove(name) == null) {
            throw new IllegalArgumentException("no such context: " + name);
        }
        return new Contexts(name.equals(current) ? null : current, fewer);
    }

    private static Context context(String name, Object tree) {
        Map<String, Object> fields = mapping(tree, "context " + name);
        for (String field : fields.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new IllegalArgumentException("context " + name + " has no field " + field);
            }
        }
        String api = text(fields.get("api"), "api of context " + name);
        Object tokenFile = fields.get("tokenFile");
        return new Context(api, tokenFile == null ? null : text(tokenFile, "tokenFile of context " + name));
    }

    private static Map<String, Object> mapping(@Nullable Object tree, String what) {
        if (!(tree instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(what + " is no mapping");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }

    private static String text(@Nullable Object tree, String what) {
        if (!(tree instanceof String text) || text.isBlank()) {
            throw new IllegalArgumentException(what + " is missing or no text");
        }
        return text;
    }
}
