/**
 * The container engine's IPAM calls. In: requests for pools and addresses. Out: what the engine expects, in Calico's words.
 *
 * <p>Shell; calls arrive on an event loop and are worked off on virtual threads. Always: an address that was answered is stored as this
 * host's.
 */
@NullMarked
package io.ringfence.agent.ipam.driver;

import org.jspecify.annotations.NullMarked;
