/**
 * Where the topics come in. {@code policy.events} feeds the {@link io.ringfence.gateway.intake.ReadModel}, {@code policy.status} the
 * {@link io.ringfence.gateway.intake.StatusModel}; both let requests wait, for a bounded time, until they have got somewhere. Shell;
 * records are decoded on the tails' threads, everything else happens on the gateway's context. What always holds: what has been handed
 * over is applied before the next batch is taken.
 */
@NullMarked
package io.ringfence.gateway.intake;

import org.jspecify.annotations.NullMarked;
