/**
 * Core: the slow, obvious compiler, which is the specification of the quick one. Pure functions, any thread.
 *
 * <p>In: all resources. Out: all records of all shards. Always: nothing here is shared with the incremental rooms but the translation of
 * single rules and the hash that places members in buckets.
 */
@NullMarked
package io.ringfence.compiler.scratch;

import org.jspecify.annotations.NullMarked;
