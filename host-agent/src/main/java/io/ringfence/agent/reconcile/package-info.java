/**
 * The smallest edit from what the kernel holds to what it ought to hold.
 *
 * <p>In: wanted and observed values. Out: text for {@code iptables-restore} and {@code ipset restore}, and the state that follows from
 * it. Core; any thread. Always: equal states give no text; sets are filled before rules name them and destroyed after none does; lines
 * are edited, not chains, and members, not sets.
 */
@NullMarked
package io.ringfence.agent.reconcile;

import org.jspecify.annotations.NullMarked;
