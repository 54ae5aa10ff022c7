/**
 * Hosts and workloads as network namespaces of this machine, joined by veth pairs. In: how many of each. Out: namespaces in which a thread of
 * this JVM can open sockets and run commands.
 *
 * <p>Always: nothing is created in the machine's own network namespace; names carry the process id of who made them, so that what a
 * killed process left is found and removed by the next; closing removes everything. Needs root.
 */
@NullMarked
package io.ringfence.e2e.net;

import org.jspecify.annotations.NullMarked;
