/**
 * Says how the host is.
 *
 * <p>In: what was seen, what was programmed, what went wrong. Out: {@code HostStatus} records, at a bounded rate. Shell; the agent's
 * thread. Always: the last report says what holds now; a report in between may be left out.
 */
@NullMarked
package io.ringfence.agent.report;

import org.jspecify.annotations.NullMarked;
