/**
 * Takes the host's shard off the log.
 *
 * <p>In: records of one partition. Out: whole transactions put into the {@code ShardImage}. Shell; runs on the agent's thread. Always:
 * what stands after the last {@code progress} is not in the image; before in sync everything is, as one unordered set.
 */
@NullMarked
package io.ringfence.agent.intake;

import org.jspecify.annotations.NullMarked;
