package io.ringfence.model.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** The canonical JSON form: what the store keeps and {@code policy.events} carries. Equal resources have equal bytes. */
public final class ResourceJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private ResourceJson() {}

    /** The document {@code {apiVersion, kind, metadata, spec}}, keys in a fixed order, maps sorted by key. */
    public static ObjectNode toTree(Resource resource) {
        return ResourceTrees.tree(resource);
    }

    /** The same as UTF-8 without blanks. */
    public static byte[] encode(Resource resource) {
        return encode(toTree(resource));
    }

    /** Any tree of resources as UTF-8 without blanks. */
    static byte[] encode(JsonNode tree) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            write(tree, out);
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory", e);
        }
        return bytes.toByteArray();
    }

    /** As Jackson's binding writes it, which a command line would have to load for longer than all else takes. */
    public static void write(JsonNode node, JsonGenerator out) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (Map.Entry<String, JsonNode> field : node.properties()) {
                    out.writeFieldName(field.getKey());
                    write(field.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode item : node) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(node.textValue());
            case BOOLEAN -> out.writeBoolean(node.booleanValue());
            case NUMBER -> {
                if (node.isIntegralNumber()) {
                    out.writeNumber(node.longValue());
                } else {
                    out.writeNumber(node.doubleValue());
                }
            }
            case NULL, MISSING, BINARY, POJO -> throw new IllegalStateException("no resource has a " + node);
        }
    }

    /**
     * Reads what {@link #encode} wrote, without validating it. Throws {@link IllegalArgumentException} for anything else, a field that
     * this version does not know included: to ignore a criterion would widen a rule.
     */
    public static Resource decode(byte[] bytes) {
        try {
            return resource(JsonTrees.readTrusted(bytes));
        } catch (DocumentSyntaxException e) {
            throw new IllegalArgumentException("not a resource: " + e.getMessage(), e);
        }
    }

    /** As {@link #decode(byte[])}, of a value inside a longer text: the one on whose first token the parser stands, up to its last. */
    public static Resource decode(JsonParser parser) throws IOException {
        try {
            return resource(JsonTrees.readTrusted(parser));
        } catch (DocumentSyntaxException e) {
            throw new IllegalArgumentException("not a resource: " + e.getMessage(), e);
        }
    }

    private static Resource resource(Tree tree) {
        Kind kind = tree instanceof Tree.Mapping mapping
                        && mapping.find("apiVersion") instanceof Tree.Scalar version
                        && version.text().equals(ResourceBinder.API_VERSION)
                        && mapping.find("kind") instanceof Tree.Scalar text
                ? Kind.byText(text.text()).orElse(null)
                : null;
        if (kind == null) {
            throw new IllegalArgumentException("not a resource: no known kind and version");
        }
        Report report = new Report(0);
        Resource resource = new ResourceBinder(report, false, true).bind(kind, tree, Path.ROOT);
        if (resource == null || !report.isEmpty()) {
            throw new IllegalArgumentException("not a resource: "
                    + report.problems().stream()
                            .map(problem -> problem.message())
                            .collect(Collectors.joining("; ")));
        }
        return resource;
    }
}
