package io.ringfence.compiler.intake;

import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.log.record.Progress;
import io.ringfence.log.record.ResourceEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds events back until their revision is whole. What is held is at most one transaction of the store (4 MiB), or, while an old topic
 * is read whose marks compaction has taken, what stands between two marks that are left.
 */
public final class RevisionAssembler {
    private List<ResourceDelta> open = new ArrayList<>();
    private List<ResourceDelta> whole = new ArrayList<>();
    private @Nullable Progress progress;

    /** Takes the next event of the topic. */
    public void add(ResourceEvent event) {
        open.add(
                event.resource() == null
                        ? new ResourceDelta.Remove(event.key())
                        : new ResourceDelta.Put(event.key(), event.resource()));
        if (event.last()) {
            if (whole.isEmpty()) {
                List<ResourceDelta> closed = open;
                open = whole;
                whole = closed;
            } else {
                whole.addAll(open);
                open.clear();
            }
            if (progress == null || event.revision().isAfter(progress.revision())) {
                progress = new Progress(event.revision(), event.time());
            }
        }
    }

    /** All whole revisions since the last call, or null when there are none. */
    public @Nullable RevisionBatch take() {
        if (whole.isEmpty() || progress == null) {
            return null;
        }
        RevisionBatch batch = new RevisionBatch(whole, progress);
        whole = new ArrayList<>();
        progress = null;
        return batch;
    }
}
