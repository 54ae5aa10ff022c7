package io.ringfence.store.commit.etcd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.KeyValue;
import io.ringfence.model.resource.Revision;
import io.ringfence.store.history.Commit;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What each transaction leaves under {@link Keys#COMMIT}: {@code {"time":"...","id":"..."}}.
 *
 * @param id unique to the transaction
 */
record Mark(Instant time, String id) {
    private static final JsonMapper JSON = new JsonMapper();

    ByteSequence encode() {
        return Keys.bytes(JSON.createObjectNode()
                .put("time", time.toString())
                .put("id", id)
                .toString());
    }

    /** Empty when it is none of ours. */
    static Optional<Mark> decode(ByteSequence value) {
        try {
            JsonNode node = JSON.readTree(value.toString(StandardCharsets.UTF_8));
            return Optional.of(new Mark(
                    Instant.parse(node.path("time").asText()), node.path("id").asText()));
        } catch (JsonProcessingException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The commit that left what a read of {@link Keys#COMMIT} found; empty when it found nothing, or none of ours. */
    static Optional<Commit> commit(List<KeyValue> found) {
        return found.stream()
                .findFirst()
                .flatMap(kv ->
                        decode(kv.getValue()).map(mark -> new Commit(new Revision(kv.getModRevision()), mark.time())));
    }
}
