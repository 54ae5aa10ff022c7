package io.ringfence.compiler.intake;

import io.ringfence.compiler.match.ResourceDelta;
import io.ringfence.log.record.Progress;
import java.util.List;

/**
 * What one or several whole revisions changed.
 *
 * @param deltas in the order of the topic; a key may come more than once
 * @param progress the newest of these revisions, which all together reach
 */
public record RevisionBatch(List<ResourceDelta> deltas, Progress progress) {
    public RevisionBatch {
        deltas = List.copyOf(deltas);
    }
}
