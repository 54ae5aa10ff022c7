/**
 * Speaks the container engine's plug-in protocol: JSON by POST on a unix socket in a folder where the engine looks.
 *
 * <p>In: the engine's calls. Out: what the drivers answer. Shell; handlers run on an event loop. Always: a call gets exactly one answer,
 * nothing but JSON is handed to a driver, and a socket that a dead process left behind is replaced while a live one's is not.
 */
@NullMarked
package io.ringfence.agent.plugin;

import org.jspecify.annotations.NullMarked;
