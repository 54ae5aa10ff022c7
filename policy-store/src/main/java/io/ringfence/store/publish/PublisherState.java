package io.ringfence.store.publish;

import io.ringfence.model.resource.Revision;
import org.jspecify.annotations.Nullable;

/**
 * How publishing goes on this instance.
 *
 * @param leading whether this instance is the one that publishes
 * @param published the last revision that this instance brought to the topic or found there; {@link Revision#NONE} when it never led
 * @param trouble why publishing does not advance; null when it does
 */
public record PublisherState(
        boolean leading, Revision published, @Nullable String trouble) {
    static final PublisherState START = new PublisherState(false, Revision.NONE, null);
}
