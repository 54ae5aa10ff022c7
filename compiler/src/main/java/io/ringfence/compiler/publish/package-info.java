/**
 * Shell: owns shards and writes them.
 *
 * <p>In: shard deltas, and from Kafka the partitions of {@code policy.rulesets} that this instance owns. Out: transactions on that topic.
 * Owner: the compiler's thread, but for {@link io.ringfence.compiler.publish.GroupMember}, whose consumer has a thread of its own.
 * Always: a transaction commits the group's offsets of the shards it writes, so who lost a shard cannot write it; a shard that is taken
 * over is read back first, and only the difference is written.
 */
@NullMarked
package io.ringfence.compiler.publish;

import org.jspecify.annotations.NullMarked;
