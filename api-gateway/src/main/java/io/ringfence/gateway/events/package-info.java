/**
 * The stream of changes. In come the whole revisions that the view has settled; out go server-sent events to any number of clients.
 * {@link io.ringfence.gateway.events.EventWindow} is core and holds the newest events once for all clients;
 * {@link io.ringfence.gateway.events.EventStream} is the shell that moves each client's position along it. Owner: the gateway's
 * context. What always holds: a client sees every revision after the one it named, whole and in order, or is told that it cannot.
 */
@NullMarked
package io.ringfence.gateway.events;

import org.jspecify.annotations.NullMarked;
