package io.ringfence.calicoctl.rules;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Prints a tree in a given shape. */
public final class JsonText {
    private JsonText() {}

    public static String write(JsonNode tree, PrettyPrinter printer) {
        StringWriter text = new StringWriter();
        ObjectMapper mapper = new ObjectMapper();
        try (JsonGenerator generator = mapper.createGenerator(text)) {
            generator.setPrettyPrinter(printer);
            mapper.writeTree(generator, tree);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }
}
