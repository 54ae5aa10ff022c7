/**
 * Asks the network itself who may talk to whom. In: workloads and what to try. Out: what got through. {@code Connections} does what a
 * person would: connects and pings; {@code Packets} sends single packets, thousands, and looks whether each arrives.
 *
 * <p>Always: a probe that is expected to get through has seconds to do so, and one that is expected to be refused is watched for a
 * fraction of a second, because a filter decides at once but a busy machine may be slow to deliver.
 */
@NullMarked
package io.ringfence.e2e.probe;

import org.jspecify.annotations.NullMarked;
