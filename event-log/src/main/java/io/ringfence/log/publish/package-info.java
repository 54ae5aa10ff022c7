/**
 * Writing to topics: batches that are wholly there or wholly absent and cannot come from a writer that was replaced, and hosts' status.
 *
 * <p>In: encoded records. Out: what became of them, as a value. Always: a committed batch is on every in-sync copy; readers of committed
 * records never see a part of a batch. Each class says which thread owns it.
 */
@NullMarked
package io.ringfence.log.publish;

import org.jspecify.annotations.NullMarked;
