/**
 * The host's side of containers' links.
 *
 * <p>In: an endpoint. Out: a pair of interfaces, the host's settings and routes for it. Shell; calls block and belong on workers. Always:
 * only links that bear our mark are listed, and a link is up only after it has been marked.
 */
@NullMarked
package io.ringfence.agent.docker.link;

import org.jspecify.annotations.NullMarked;
