/**
 * The container engine's own API, over its unix socket.
 *
 * <p>In: questions about networks and containers; the engine's stream of events. Out: records. Shell; any thread. Always: a question ends
 * within a bounded time; nothing in the engine is changed.
 */
@NullMarked
package io.ringfence.agent.docker.engine;

import org.jspecify.annotations.NullMarked;
