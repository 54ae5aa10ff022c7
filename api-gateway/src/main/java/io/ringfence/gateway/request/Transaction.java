package io.ringfence.gateway.request;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.model.text.ResourceJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Operations that are done together or not at all.
 *
 * @param dryRun they are judged and not carried out
 */
public record Transaction(List<Operation> operations, boolean dryRun) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public Transaction {
        operations = List.copyOf(operations);
    }

    /** Operations to be carried out. */
    public Transaction(List<Operation> operations) {
        this(operations, false);
    }

    /** The same operations, carried out or not. */
    public Transaction asDryRun(boolean isOne) {
        return new Transaction(operations, isOne);
    }

    /** The same without some of its operations, by index. */
    public Transaction without(Set<Integer> indexes) {
        List<Operation> rest = new ArrayList<>(operations.size());
        for (int i = 0; i < operations.size(); i++) {
            if (!indexes.contains(i)) {
                rest.add(operations.get(i));
            }
        }
        return new Transaction(rest, dryRun);
    }

    /** The body for policy-store. */
    public byte[] encode() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeArrayFieldStart("operations");
            for (Operation operation : operations) {
                json.writeStartObject();
                json.writeStringField("op", operation.verb().text());
                json.writeStringField("key", operation.key().toString());
                if (operation.resource() != null) {
                    json.writeFieldName("resource");
                    json.writeTree(ResourceJson.toTree(operation.resource()));
                }
                if (operation.expected() != null) {
                    json.writeNumberField(
                            "expectedRevision", operation.expected().value());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (dryRun) {
                json.writeBooleanField("dryRun", true);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
