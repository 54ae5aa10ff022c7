/**
 * The machine that {@code container} commands work on: its containers and namespaces, and the links between them. Shell; one thread, the
 * caller's; calls block for some milliseconds.
 *
 * <p>In: which container, which interface, which addresses. Out: a link that is there, or is not. Always: what is asked for twice is done
 * once; a link begins with the prefix that the host's agent watches, so that nothing passes it before policy says so.
 */
@NullMarked
package io.ringfence.calicoctl.host;

import org.jspecify.annotations.NullMarked;
