package io.ringfence.gateway.rest;

import io.vertx.core.http.HttpMethod;
import java.util.Set;

/**
 * One operation of the interface.
 *
 * @param template path with parameters in braces, as in {@code docs/openapi.yaml}
 * @param parameters names of the query parameters that it takes; others are refused
 * @param mediaType what it answers with when all is well; a request that does not accept it is refused
 * @param isOpen whether it is answered without a token
 */
record Route(
        HttpMethod method,
        String template,
        Set<String> parameters,
        String mediaType,
        boolean isOpen,
        Endpoint endpoint) {
    static final String JSON = "application/json";

    static Route json(HttpMethod method, String template, Set<String> parameters, Endpoint endpoint) {
        return new Route(method, template, Set.copyOf(parameters), JSON, false, endpoint);
    }

    /** For health checks and metrics: no token, no parameters. */
    static Route open(String template, String mediaType, Endpoint endpoint) {
        return new Route(HttpMethod.GET, template, Set.of(), mediaType, true, endpoint);
    }

    /** As the router spells it. */
    String path() {
        return template.replaceAll("\\{([a-z]+)}", ":$1");
    }
}
