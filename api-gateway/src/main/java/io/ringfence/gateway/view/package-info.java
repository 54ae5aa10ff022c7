/**
 * The read model: what the store holds, as {@code policy.events} tells it. In come resource events, in any batches; out go
 * {@link io.ringfence.gateway.view.Snapshot}s, each as of exactly one revision, and the events of each revision once it is whole.
 * {@link io.ringfence.gateway.view.View} belongs to the gateway's context; snapshots are immutable and anybody's. Core: no clock, no
 * input or output. What always holds: a snapshot never shows half a transaction, and depends on the set of events only, not on their
 * batches or how often each came.
 */
@NullMarked
package io.ringfence.gateway.view;

import org.jspecify.annotations.NullMarked;
