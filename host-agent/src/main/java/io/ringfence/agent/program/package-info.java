/**
 * Makes the kernel hold what is wanted.
 *
 * <p>In: a {@code Rendered}. Out: an {@code Outcome}. Shell; owned by the agent's thread, which it blocks while the kernel works. Always:
 * what the kernel holds is known from what was read once and written since, and is read again after any failure; sets before rules,
 * rules before destruction; a failure leaves what was installed.
 */
@NullMarked
package io.ringfence.agent.program;

import org.jspecify.annotations.NullMarked;
