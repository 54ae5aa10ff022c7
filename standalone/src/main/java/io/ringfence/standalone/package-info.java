/**
 * Everything in one JVM and one data folder: broker, embedded store, all services. In: a folder and a port. Out: the gateway's address.
 *
 * <p>Always: the same topics, code paths and restart guarantees as with each service a process; what is inside listens on free ports of the
 * loopback interface only. Shell; any thread.
 */
@NullMarked
package io.ringfence.standalone;

import org.jspecify.annotations.NullMarked;
