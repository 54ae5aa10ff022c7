/**
 * What the host's shard says: the newest record of each key.
 *
 * <p>In: records of the shard and removals, in any order until in sync, whole transactions after. Out: lookups for render. Core; owned
 * by the agent's thread. Always: the image depends on the newest record of each key only; endpoints of other hosts are not kept.
 */
@NullMarked
package io.ringfence.agent.wanted;

import org.jspecify.annotations.NullMarked;
