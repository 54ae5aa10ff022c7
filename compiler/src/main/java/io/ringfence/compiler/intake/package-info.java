/**
 * Shell: makes batches of whole revisions of what comes from {@code policy.events}.
 *
 * <p>In: events in the order of the topic. Out: {@link io.ringfence.compiler.intake.RevisionBatch}es. Owner: the compiler's thread. Always:
 * a batch ends with the last event of a revision, so nobody acts on half of one.
 */
@NullMarked
package io.ringfence.compiler.intake;

import org.jspecify.annotations.NullMarked;
