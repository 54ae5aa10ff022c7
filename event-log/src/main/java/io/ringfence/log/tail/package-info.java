/**
 * Following one partition of a topic from its beginning.
 *
 * <p>In: committed records. Out: batches in offset order, one signal when everything that was there at the start has been handed over,
 * then what comes. Always: each record is handed over once; a reader that can no longer promise that says so and ends. A tail's Kafka
 * consumer belongs to the tail's own thread; the listener is called on the executor that the caller gave.
 */
@NullMarked
package io.ringfence.log.tail;

import org.jspecify.annotations.NullMarked;
