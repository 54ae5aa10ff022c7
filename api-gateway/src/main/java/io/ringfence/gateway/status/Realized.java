package io.ringfence.gateway.status;

import io.ringfence.model.resource.Revision;
import java.util.List;

/**
 * Where a revision is in force.
 *
 * @param live number of hosts that are live, whether they hold the revision or not
 * @param lagging live hosts that do not hold it completely, by name
 * @param notLive hosts that have stopped or gone silent, by name; nothing is known of their kernels but what they said last
 */
public record Realized(Revision revision, int live, List<Host> lagging, List<Host> notLive) {
    public Realized {
        lagging = List.copyOf(lagging);
        notLive = List.copyOf(notLive);
    }

    /** Every live host holds the revision. True as well when no host is live: then {@link #live} is 0. */
    public boolean isComplete() {
        return lagging.isEmpty();
    }

    /** Live hosts that hold the revision. */
    public int realized() {
        return live - lagging.size();
    }
}
