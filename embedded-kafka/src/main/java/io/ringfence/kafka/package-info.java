/**
 * A Kafka broker inside the JVM, controller included, for standalone mode and tests; or as a process of its own.
 *
 * <p>In: a data folder and a port. Out: a bootstrap address on the loopback interface. Always: what was acknowledged before a close,
 * or a kill of the process, is there after a start on the same folder; at most one broker uses a folder at a time. The broker's threads
 * are its own; callers block only in start and close.
 */
@NullMarked
package io.ringfence.kafka;

import org.jspecify.annotations.NullMarked;
