package io.ringfence.store.decide;

import io.ringfence.model.resource.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes that happen together, if all guards hold, or not at all.
 *
 * @param base the revision that the decision was made on; a guard never names a later one
 * @param guards never empty when there are writes
 * @param writes in the order of the request; each key once
 */
public record Transaction(Revision base, List<Guard> guards, List<Write> writes) {
    public Transaction {
        guards = List.copyOf(guards);
        writes = List.copyOf(writes);
        if (guards.isEmpty() && !writes.isEmpty()) {
            throw new IllegalArgumentException("unguarded writes could happen twice");
        }
        Set<StoreKey> written = new HashSet<>();
        for (Write write : writes) {
            if (!written.add(write.key())) {
                throw new IllegalArgumentException("written twice: " + write.key());
            }
        }
    }
}
