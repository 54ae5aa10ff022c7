package io.ringfence.gateway.rest;

import io.ringfence.model.resource.ResourceKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a resource is. */
final class Location {
    private Location() {}

    static String of(ResourceKey key) {
        StringBuilder path = new StringBuilder("/v1/").append(key.kind().collection());
        for (String part : key.parts()) {
            path.append('/')
                    .append(URLEncoder.encode(part, StandardCharsets.UTF_8)
                            .replace("+", "%20")
                            .replace("*", "%2A"));
        }
        return path.toString();
    }
}
