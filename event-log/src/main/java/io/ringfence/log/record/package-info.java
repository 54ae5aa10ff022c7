/**
 * What stands on the topics: the typed records of {@code policy.events}, {@code policy.rulesets} and {@code policy.status}, their keys
 * and their JSON. Pure values, immutable, any thread.
 *
 * <p>Always: a record is a whole value, never an edit; a removal is a tombstone, never a null field; equal records encode to equal bytes.
 */
@NullMarked
package io.ringfence.log.record;

import org.jspecify.annotations.NullMarked;
