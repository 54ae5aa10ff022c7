package io.ringfence.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.representer.Representer;

/** YAML for people: what {@code calicoctl get -o yaml} prints. */
public final class ResourceYaml {
    private ResourceYaml() {}

    /** A list of documents, keys sorted; {@code []} for none. Reads back as equal resources. */
    public static String write(List<Resource> resources) {
        return writeTrees(resources.stream().map(ResourceJson::toTree).toList());
    }

    /** One document, not in a list. */
    public static String writeOne(Resource resource) {
        return dump(plain(ResourceJson.toTree(resource)));
    }

    /** As {@link #write}, of documents in any form. */
    public static String writeTrees(List<ObjectNode> trees) {
        return dump(trees.stream().map(ResourceYaml::plain).toList());
    }

    private static String dump(Object tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        return new Yaml(new Texts(options), options).dump(tree);
    }

    /** Quotes whatever our reader, or another of YAML 1.1, would not take for text, and escapes what cannot be printed. */
    private static final class Texts extends Representer {
        /** What some reader of YAML takes for a line break, and the byte order mark. */
        private static final String LINE_BREAKS = "\r\n\u0085\u2028\u2029\ufeff";

        Texts(DumperOptions options) {
            super(options);
            representers.put(String.class, data -> {
                String text = (String) data;
                return representScalar(Tag.STR, text, style(text));
            });
        }

        private static DumperOptions.ScalarStyle style(String text) {
            if (!StreamReader.isPrintable(text) || text.chars().anyMatch(c -> LINE_BREAKS.indexOf(c) >= 0)) {
                return DumperOptions.ScalarStyle.DOUBLE_QUOTED;
            }
            return YamlScalars.isPlainText(text)
                    ? DumperOptions.ScalarStyle.PLAIN
                    : DumperOptions.ScalarStyle.SINGLE_QUOTED;
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> map = new TreeMap<>();
            node.properties().forEach(entry -> map.put(entry.getKey(), plain(entry.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>();
            node.forEach(item -> list.add(plain(item)));
            return list;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNumber() ? node.numberValue() : node.textValue();
    }
}
