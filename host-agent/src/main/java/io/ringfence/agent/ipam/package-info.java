/**
 * Addresses for this host's containers. In: requests for an address, and addresses that are no longer used. Out: blocks, written through
 * the gateway.
 *
 * <p>Shell; the decisions are those of {@code ipam.allocate} and {@code ipam.leak}. Callers' threads, one at a time; they block, so they
 * are virtual threads. Always: an address that was told is stored as this host's; every call ends within its time.
 */
@NullMarked
package io.ringfence.agent.ipam;

import org.jspecify.annotations.NullMarked;
