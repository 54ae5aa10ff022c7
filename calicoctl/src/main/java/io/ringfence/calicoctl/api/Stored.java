package io.ringfence.calicoctl.api;

import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Revision;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A resource as the gateway holds it.
 *
 * @param etag names this state of it; given back, a write succeeds only on the same state
 */
public record Stored(Resource resource, String etag) {
    private static final Pattern ENTITY_TAG = Pattern.compile("\"(\\d{1,18})\"");

    static Stored of(Resource resource, long revision) {
        return new Stored(resource, "\"" + revision + "\"");
    }

    /** The revision that gave it this state. Throws {@link GatewayException} when the entity tag tells none. */
    public Revision revision() {
        Matcher matcher = ENTITY_TAG.matcher(etag);
        if (!matcher.matches()) {
            throw new GatewayException(
                    "The gateway named no revision of " + resource.key().identifier() + ".");
        }
        return new Revision(Long.parseLong(matcher.group(1)));
    }
}
