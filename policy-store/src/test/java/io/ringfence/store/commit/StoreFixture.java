package io.ringfence.store.commit;

import io.ringfence.model.resource.Revision;

/** A store under test, with the handles that only its operator has. */
public interface StoreFixture extends AutoCloseable {
    ResourceStore store();

    /** Closes the store and opens it again on the same data. */
    ResourceStore reopen();

    /** Forgets the history up to a revision. */
    void compact(Revision upTo);

    @Override
    void close();
}
