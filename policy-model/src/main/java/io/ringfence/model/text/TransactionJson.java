package io.ringfence.model.text;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The body by which the gateway is asked for a transaction: operations that are carried out in this order, together or not at all. Owner:
 * who makes it.
 */
public final class TransactionJson {
    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final ArrayNode operations = body.putArray("operations");

    /** The resource must not exist. */
    public TransactionJson create(Resource resource) {
        return put("create", resource, null);
    }

    /** The resource must exist, at that revision if one is given. */
    public TransactionJson replace(Resource resource, @Nullable Revision expected) {
        return put("replace", resource, expected);
    }

    /** Whether or not the resource exists. */
    public TransactionJson apply(Resource resource) {
        return put("apply", resource, null);
    }

    /** The resource must exist, at that revision if one is given. */
    public TransactionJson delete(ResourceKey key, @Nullable Revision expected) {
        expect(operations.addObject().put("op", "delete").put("key", key.toString()), expected);
        return this;
    }

    private TransactionJson put(String verb, Resource resource, @Nullable Revision expected) {
        ObjectNode operation = operations.addObject().put("op", verb);
        operation.set("resource", ResourceJson.toTree(resource));
        expect(operation, expected);
        return this;
    }

    private static void expect(ObjectNode operation, @Nullable Revision expected) {
        if (expected != null) {
            operation.put("expectedRevision", expected.value());
        }
    }

    /** The body as UTF-8 without blanks. */
    public byte[] encode() {
        return ResourceJson.encode(body);
    }
}
