/**
 * The reference verdict: what must happen to a packet, straight from the resources. Pure; an object belongs to one thread at a time
 * only while it is made.
 *
 * <p>In: every resource, an endpoint, a direction, a packet that begins a connection. Out: allowed or not, and which rule said so or why
 * none did. Written to be read: it is the meaning of the policy language, and what compiles or enforces policy is tested against it.
 * Cost: each selector in a rule looks at every endpoint and network set.
 *
 * <p>Outside of its scope: established connections and their replies (connection tracking lets them pass before policy), address
 * translation, fragments, and the failsafe ports of hosts.
 */
@NullMarked
package io.ringfence.model.verdict;

import org.jspecify.annotations.NullMarked;
