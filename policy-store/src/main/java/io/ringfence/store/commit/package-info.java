/**
 * Keeps the truth. In: transactions, reads. Out: revisions, their history, leadership. A shell; every method may block, so callers use
 * a virtual thread or one of their own, never an event loop.
 *
 * <p>Always: what is acknowledged survives a crash of everything but the disk; a read sees every write acknowledged before it began;
 * the history has each revision once, whole, in order.
 */
@NullMarked
package io.ringfence.store.commit;

import org.jspecify.annotations.NullMarked;
