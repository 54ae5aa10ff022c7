/** Which partition a host's records stand in. One function, for those who write and those who read. Pure, any thread. */
@NullMarked
package io.ringfence.log.shard;

import org.jspecify.annotations.NullMarked;
