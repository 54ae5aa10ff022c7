package io.ringfence.model.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.ringfence.model.validate.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON to a tree. */
final class JsonTrees {
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(Limits.MAX_NESTING)
            .maxStringLength(Limits.MAX_BODY_BYTES)
            .maxNameLength(Limits.MAX_BODY_BYTES)
            .maxNumberLength(100)
            .build();
    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** For what we wrote ourselves: no lines, no search for duplicates. */
    private static final JsonFactory TRUSTED =
            JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build();

    private final JsonParser parser;
    private final boolean lines;

    private JsonTrees(JsonParser parser, boolean lines) {
        this.parser = parser;
        this.lines = lines;
    }

    /** Reads the one value that a foreign text holds. */
    static Tree read(String text) throws DocumentSyntaxException {
        try (JsonParser parser = STRICT.createParser(text)) {
            return readLimited(parser);
        } catch (JsonProcessingException e) {
            throw new DocumentSyntaxException(
                    JsonReason.of(e),
                    e.getLocation() == null ? 0 : e.getLocation().getLineNr());
        } catch (IOException e) {
            throw new IllegalStateException("text in memory", e);
        }
    }

    private static Tree readLimited(JsonParser parser) throws IOException, DocumentSyntaxException {
        try {
            return new JsonTrees(parser, true).document();
        } catch (StreamConstraintsException e) {
            // It does not say where the text exceeds the limit.
            throw new DocumentSyntaxException(
                    JsonReason.of(e), parser.currentLocation().getLineNr());
        }
    }

    /** Reads the one value of our own record. */
    static Tree readTrusted(byte[] bytes) throws DocumentSyntaxException {
        try (JsonParser parser = TRUSTED.createParser(bytes)) {
            return new JsonTrees(parser, false).document();
        } catch (IOException e) {
            throw new DocumentSyntaxException(e.getMessage() == null ? e.toString() : e.getMessage(), 0);
        }
    }

    /** Reads the value of our own on whose first token the parser stands, up to its last. */
    static Tree readTrusted(JsonParser parser) throws IOException, DocumentSyntaxException {
        return new JsonTrees(parser, false).value(parser.currentToken());
    }

    private Tree document() throws IOException, DocumentSyntaxException {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new DocumentSyntaxException("no value", 0);
        }
        Tree tree = value(first);
        if (parser.nextToken() != null) {
            throw new DocumentSyntaxException("content after the end of the value", line());
        }
        return tree;
    }

    private Tree value(JsonToken token) throws IOException, DocumentSyntaxException {
        int line = line();
        return switch (token) {
            case START_OBJECT -> mapping(line);
            case START_ARRAY -> sequence(line);
            case VALUE_STRING -> new Tree.Scalar(wellFormed(parser.getText()), Tree.Type.STRING, line);
            case VALUE_NUMBER_INT -> new Tree.Scalar(parser.getText(), Tree.Type.INTEGER, line);
            case VALUE_NUMBER_FLOAT -> new Tree.Scalar(parser.getText(), Tree.Type.FLOAT, line);
            case VALUE_TRUE, VALUE_FALSE -> new Tree.Scalar(parser.getText(), Tree.Type.BOOLEAN, line);
            case VALUE_NULL -> new Tree.Scalar("", Tree.Type.NULL, line);
            case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new DocumentSyntaxException("unexpected " + token, line);
        };
    }

    private Tree mapping(int line) throws IOException, DocumentSyntaxException {
        List<Tree.Entry> entries = new ArrayList<>(4);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = wellFormed(parser.currentName());
            int keyLine = line();
            entries.add(new Tree.Entry(key, value(parser.nextToken()), keyLine));
        }
        return new Tree.Mapping(entries, line);
    }

    private Tree sequence(int line) throws IOException, DocumentSyntaxException {
        List<Tree> items = new ArrayList<>(4);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token));
        }
        return new Tree.Sequence(items, line);
    }

    /** Half of a surrogate pair can be written as an escape, but not stored. */
    private String wellFormed(String text) throws DocumentSyntaxException {
        if (!Text.isWellFormed(text)) {
            throw new DocumentSyntaxException("text with half of a surrogate pair", line());
        }
        return text;
    }

    private int line() {
        return lines ? parser.currentTokenLocation().getLineNr() : 0;
    }
}
