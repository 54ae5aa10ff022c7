/**
 * The host's wanted state in a local file, so that a host that boots while the log is out of reach is protected by what it last knew.
 *
 * <p>In: an image. Out: the records of it that this host needs, or nothing when the file is not whole. Shell; the agent's thread.
 * Always: a reader sees the old file or the new one, never a part.
 */
@NullMarked
package io.ringfence.agent.cache;

import org.jspecify.annotations.NullMarked;
