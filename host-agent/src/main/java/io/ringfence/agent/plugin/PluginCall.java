package io.ringfence.agent.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;

/** What a driver does for one path. Runs on an event loop and does not block it. */
@FunctionalInterface
public interface PluginCall {
    /**
     * Answers with any JSON. A failure becomes the error that the engine shows to its user: the failure's message as it stands.
     *
     * @param request the body; an empty object if there was none
     */
    Future<? extends JsonNode> call(ObjectNode request);
}
