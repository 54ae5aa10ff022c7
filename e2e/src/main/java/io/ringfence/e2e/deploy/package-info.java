/**
 * The whole of Ringfence, running for a demo, a test or a benchmark: in this JVM or as processes. In: hosts. Out: the gateway's address.
 *
 * <p>Always: ports are free ones, state is in a folder of its own, and closing leaves no process behind.
 */
@NullMarked
package io.ringfence.e2e.deploy;

import org.jspecify.annotations.NullMarked;
