package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.text.ResourceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.Consumer;

/** Takes server-sent events apart, line by line. Owner: the thread that reads the stream. */
final class EventFeed implements Consumer<String> {
    private static final Set<String> CHANGES = Set.of("created", "updated", "deleted");

    private final ObjectMapper json = new ObjectMapper();
    private final Consumer<Change> each;
    private String event = "";
    private final StringBuilder data = new StringBuilder();

    EventFeed(Consumer<Change> each) {
        this.each = each;
    }

    /** One line without its end. An empty one ends an event; one that begins with a colon is a sign of life. */
    @Override
    public void accept(String line) {
        if (line.startsWith("event:")) {
            event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
            data.append(line.substring("data:".length()).strip());
        } else if (line.isEmpty()) {
            if (CHANGES.contains(event)) {
                each.accept(change(data.toString()));
            }
            event = "";
            data.setLength(0);
        }
    }

    /** Throws {@link IllegalArgumentException} when it is none. */
    private Change change(String text) {
        try {
            JsonNode tree = json.readTree(text);
            JsonNode resource = tree.path("resource");
            return new Change(
                    tree.path("revision").asLong(),
                    tree.path("last").asBoolean(),
                    ResourceKey.parse(tree.path("key").asText())
                            .orElseThrow(() -> new IllegalArgumentException("an event without a key")),
                    resource.isObject()
                            ? ResourceJson.decode(resource.toString().getBytes(StandardCharsets.UTF_8))
                            : null);
        } catch (IOException e) {
            throw new IllegalArgumentException("an event that is no JSON", e);
        }
    }
}
