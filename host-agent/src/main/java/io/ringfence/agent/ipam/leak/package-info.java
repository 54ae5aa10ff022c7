/**
 * Addresses that are allocated to this host and that nobody uses: an agent or Docker was killed between the store's answer and the
 * container. In: what is held and what is used, seen again and again. Out: what is to be reported, and what can be given back.
 *
 * <p>Pure; owner: one patrol. Always: an address is given back only after it was seen unused, by the store's endpoints and by the engine
 * both, several times in a row and for long enough.
 */
@NullMarked
package io.ringfence.agent.ipam.leak;

import org.jspecify.annotations.NullMarked;
