package io.ringfence.store.history;

import io.ringfence.model.resource.Revision;
import java.time.Instant;

/**
 * One commit of a history: two histories that both have it are the same up to there.
 *
 * @param time when it was committed, as its events say it
 */
public record Commit(Revision revision, Instant time) {
    /** Before the first. */
    public static final Commit NONE = new Commit(Revision.NONE, Instant.EPOCH);
}
