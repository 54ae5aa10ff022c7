/**
 * The commands. Shell; one thread, the caller's.
 *
 * <p>In: parsed options. Out: calls of the gateway, text on the terminal, an exit status. What a command decides it asks the pure rooms.
 */
@NullMarked
package io.ringfence.calicoctl.command;

import org.jspecify.annotations.NullMarked;
