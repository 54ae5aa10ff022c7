/**
 * Ringfence as containers, for tests of programs that use it: a tool that reads {@code policy.events}, a client of the gateway, an
 * orchestrator that makes endpoints. In: the images that {@code ./ringfence images} makes. Out: addresses on this machine.
 *
 * <p>Always: no image is pulled; what was started is stopped by {@code close}. Kafka advertises one port that is free when the container is
 * made, because a broker tells its clients where to find it before anybody knows the port that Docker would choose.
 */
@NullMarked
package io.ringfence.containers;

import org.jspecify.annotations.NullMarked;
