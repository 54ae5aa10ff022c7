package io.ringfence.log.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ringfence.model.net.Cidr;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object strictly: what was not asked for is refused, as is what has the wrong type. Every failure is an
 * {@link Unreadable} that names the field.
 */
final class JsonFields {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final JsonNode object;
    private final String path;
    private final Set<String> asked = new HashSet<>();

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
        if (!object.isObject()) {
            throw new Unreadable(path + " is not an object");
        }
    }

    /** What is wrong with the JSON; never leaves the codecs. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String reason) {
            super(reason, null, false, false);
        }
    }

    /** Reads one whole object. */
    static <T> T read(byte[] json, Function<JsonFields, T> type) {
        JsonNode root;
        try (JsonParser parser = READER.createParser(json)) {
            root = READER.readValue(parser);
        } catch (IOException e) {
            throw new Unreadable("not JSON: " + firstLine(e));
        }
        return whole(root, "value", type);
    }

    private static String firstLine(IOException error) {
        String message = String.valueOf(error.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    private static <T> T whole(JsonNode node, String path, Function<JsonFields, T> type) {
        JsonFields fields = new JsonFields(node, path);
        T value = type.apply(fields);
        fields.object.fieldNames().forEachRemaining(name -> {
            if (!fields.asked.contains(name)) {
                throw new Unreadable("unknown field " + fields.nameOf(name));
            }
        });
        return value;
    }

    private String nameOf(String name) {
        return path.equals("value") ? name : path + "." + name;
    }

    private @Nullable JsonNode get(String name) {
        asked.add(name);
        JsonNode node = object.get(name);
        if (node != null && node.isNull()) {
            throw new Unreadable(nameOf(name) + " is null");
        }
        return node;
    }

    private JsonNode require(String name) {
        JsonNode node = get(name);
        if (node == null) {
            throw new Unreadable("no " + nameOf(name));
        }
        return node;
    }

    String text(String name) {
        return textOf(require(name), nameOf(name));
    }

    @Nullable
    String optionalText(String name) {
        JsonNode node = get(name);
        return node == null ? null : textOf(node, nameOf(name));
    }

    <T> T parsed(String name, Function<String, T> parse) {
        return parse(text(name), nameOf(name), parse);
    }

    <T> @Nullable T optionalParsed(String name, Function<String, T> parse) {
        String text = optionalText(name);
        return text == null ? null : parse(text, nameOf(name), parse);
    }

    Instant instant(String name) {
        return parsed(name, Instant::parse);
    }

    boolean flag(String name) {
        JsonNode node = require(name);
        if (!node.isBoolean()) {
            throw new Unreadable(nameOf(name) + " is not true or false");
        }
        return node.booleanValue();
    }

    long number(String name) {
        return numberOf(require(name), nameOf(name));
    }

    @Nullable
    Long optionalNumber(String name) {
        JsonNode node = get(name);
        return node == null ? null : (Long) numberOf(node, nameOf(name));
    }

    <T> @Nullable T optionalObject(String name, Function<JsonFields, T> type) {
        JsonNode node = get(name);
        return node == null ? null : whole(node, nameOf(name), type);
    }

    /** Empty when it is not there: writers leave out empty lists. */
    List<String> texts(String name) {
        return list(name, (node, at) -> textOf(node, at));
    }

    /** Empty when it is not there. */
    <T> List<T> parsedList(String name, Function<String, T> parse) {
        return list(name, (node, at) -> parse(textOf(node, at), at, parse));
    }

    List<Cidr> cidrs(String name) {
        return parsedList(name, Cidr::of);
    }

    /** Empty when it is not there. */
    <T> List<T> objects(String name, Function<JsonFields, T> type) {
        return list(name, (node, at) -> whole(node, at, type));
    }

    private interface Element<T> {
        T read(JsonNode node, String path);
    }

    private <T> List<T> list(String name, Element<T> element) {
        JsonNode node = get(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw new Unreadable(nameOf(name) + " is not a list");
        }
        List<T> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(element.read(node.get(i), nameOf(name) + "[" + i + "]"));
        }
        return values;
    }

    private static <T> T parse(String text, String path, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Unreadable(path + ": " + e.getMessage());
        }
    }

    private static String textOf(JsonNode node, String path) {
        if (!node.isTextual()) {
            throw new Unreadable(path + " is not a text");
        }
        return node.textValue();
    }

    private static long numberOf(JsonNode node, String path) {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw new Unreadable(path + " is not a whole number of 64 bits");
        }
        return node.longValue();
    }
}
