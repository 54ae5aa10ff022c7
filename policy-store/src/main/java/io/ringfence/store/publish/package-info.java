/**
 * Brings the store's history to {@code policy.events}. In: leadership, revisions. Out: Kafka transactions. A shell around the history
 * room; one thread owns all of it.
 *
 * <p>Always: one instance publishes at a time, a predecessor is fenced; a revision is published whole, once, after all before it; what
 * is not published yet is still in the store.
 */
@NullMarked
package io.ringfence.store.publish;

import org.jspecify.annotations.NullMarked;
