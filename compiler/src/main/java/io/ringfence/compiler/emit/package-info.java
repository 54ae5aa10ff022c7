/**
 * Core: says what each shard's partition must hold, and what differs from what it does hold.
 *
 * <p>In: what became needed or unneeded in a shard, and which rules and sets changed. Out: a {@link io.ringfence.compiler.emit.ShardDelta}
 * for each owned shard. Owner: the compiler's thread. Always: a record that is published and still wanted is not sent again; a record
 * stands before those that refer to it.
 */
@NullMarked
package io.ringfence.compiler.emit;

import org.jspecify.annotations.NullMarked;
