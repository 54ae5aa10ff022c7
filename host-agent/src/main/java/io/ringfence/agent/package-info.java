/**
 * The host agent: one per host, keeps the kernel as the host's shard of the log says.
 *
 * <p>In: records of {@code policy.rulesets}. Out: kernel state, {@code policy.status}, a state file. Shell; one thread owns everything,
 * see {@code Agent}. The way of a change: intake, wanted, render, reconcile, program, report.
 */
@NullMarked
package io.ringfence.agent;

import org.jspecify.annotations.NullMarked;
