package io.ringfence.log.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.ringfence.model.net.Cidr;
import io.ringfence.model.net.SetMember;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the topics' JSON: fields in one order, without white space; null and empty ones left out. So equal records are equal bytes. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /** What a record's writer does. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** One object, whose fields {@code body} writes. */
    static byte[] object(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    static void texts(JsonGenerator json, String name, List<?> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (Object value : values) {
            json.writeString(value.toString());
        }
        json.writeEndArray();
    }

    /** Single addresses without their prefix. */
    static void members(JsonGenerator json, String name, List<? extends SetMember> values) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart(name);
        for (SetMember value : values) {
            json.writeString(
                    value instanceof Cidr block && block.isSingleAddress() ? block.address() : value.toString());
        }
        json.writeEndArray();
    }
}
