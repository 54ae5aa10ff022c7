/**
 * How a container's link is wired on its host, for whoever makes one: the agent for an engine, the command line by hand. Shell; calls
 * start the system's tools and block for some milliseconds.
 *
 * <p>In: an interface, addresses. Out: the host's settings, routes and neighbours for them. Always: what is asked for twice is done once,
 * and what is to be removed may be gone already.
 */
@NullMarked
package io.ringfence.link;

import org.jspecify.annotations.NullMarked;
