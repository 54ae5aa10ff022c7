package io.ringfence.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.model.resource.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.representer.Representer;

/** YAML for people: what {@code calicoctl get -o yaml} prints. */
public final class ResourceYaml {
    private ResourceYaml() {}

    /** A list of documents, keys sorted; {@code []} for none. Reads back as equal resources. */
    public static String write(List<Resource> resources) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setIndent(2);
        options.setWidth(Integer.MAX_VALUE);
        options.setSplitLines(false);
        List<Object> documents = new ArrayList<>();
        resources.forEach(resource -> documents.add(plain(ResourceJson.toTree(resource))));
        return new Yaml(new Representer(options), options).dump(documents);
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
