package io.ringfence.calicoctl.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import io.ringfence.model.text.ResourceJson;
import java.util.List;

/** One write of a transaction, which fails as a whole if any of them finds another state than it expects. */
public sealed interface Write {
    /** Must not exist yet. */
    record Create(Resource resource) implements Write {}

    /** Must be at this revision. */
    record Replace(Resource resource, Revision expected) implements Write {}

    /** Must be at this revision. */
    record Delete(ResourceKey key, Revision expected) implements Write {}

    /** The body of a request that asks for all of them. */
    static JsonNode transaction(List<Write> writes) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode operations = body.putArray("operations");
        for (Write write : writes) {
            ObjectNode operation = operations.addObject();
            switch (write) {
                case Create(Resource resource) ->
                    operation.put("op", "create").set("resource", ResourceJson.toTree(resource));
                case Replace(Resource resource, Revision expected) ->
                    operation
                            .put("op", "replace")
                            .put("expectedRevision", expected.value())
                            .set("resource", ResourceJson.toTree(resource));
                case Delete(ResourceKey key, Revision expected) ->
                    operation
                            .put("op", "delete")
                            .put("expectedRevision", expected.value())
                            .put("key", key.toString());
            }
        }
        return body;
    }
}
