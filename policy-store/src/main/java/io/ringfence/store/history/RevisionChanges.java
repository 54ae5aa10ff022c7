package io.ringfence.store.history;

import io.ringfence.model.resource.Revision;
import java.time.Instant;
import java.util.List;

/**
 * One committed transaction, whole.
 *
 * @param time when it was committed
 * @param changes to resources; each key once; may be empty
 */
public record RevisionChanges(Revision revision, Instant time, List<Change> changes) {
    public RevisionChanges {
        changes = List.copyOf(changes);
    }
}
