package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.ResourceJson;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes what is wanted out of the JSON of an answer. Each throws {@link IllegalArgumentException} for what has another form. */
final class AnswerBody {
    private AnswerBody() {}

    /** Tells each item as soon as it is read. */
    static Listed items(JsonParser parser, Consumer<Stored> each) throws IOException {
        expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
        int count = -1;
        long revision = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean items = parser.currentName().equals("items");
            boolean atRevision = parser.currentName().equals("revision");
            parser.nextToken();
            if (items) {
                expect(parser.currentToken() == JsonToken.START_ARRAY, "a list of items");
                count = 0;
                while (parser.nextToken() == JsonToken.START_OBJECT) {
                    each.accept(stored(parser));
                    count++;
                }
            } else if (atRevision) {
                revision = parser.getLongValue();
            } else {
                parser.skipChildren();
            }
        }
        expect(count >= 0, "a list of items");
        return new Listed(count, revision);
    }

    /** One that was asked for, and no other. */
    static Resource resource(byte[] body, ResourceKey key) {
        Resource resource = ResourceJson.decode(body);
        expect(resource.key().equals(key), key.identifier());
        return resource;
    }

    private static Stored stored(JsonParser item) throws IOException {
        Resource resource = null;
        long revision = 0;
        while (item.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = item.currentName().equals("resource");
            boolean numbered = item.currentName().equals("revision");
            item.nextToken();
            if (found) {
                resource = ResourceJson.decode(item);
            } else {
                revision = numbered ? item.getValueAsLong() : revision;
                item.skipChildren();
            }
        }
        if (resource == null) {
            throw new IllegalArgumentException("expected a resource");
        }
        return Stored.of(resource, revision);
    }

    static long revision(byte[] body, JsonParser parser) throws IOException {
        expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals("revision");
            if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && found) {
                return parser.getLongValue();
            }
            parser.skipChildren();
        }
        throw new IllegalArgumentException("expected a revision");
    }

    /** An empty body is an answer too, where only the status counts. */
    static boolean skip(byte[] body, JsonParser parser) throws IOException {
        while (parser.nextToken() != null) {
            parser.skipChildren();
        }
        return true;
    }

    private static void expect(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("expected " + what);
        }
    }
}
