/**
 * Measurements. In: a workload made by a seeded generator. Out: every sample, percentiles by nearest rank, the machine and the sizes.
 *
 * <p>Always: each printed number has a unit; nothing measured is thrown away but a warm-up of stated length.
 */
@NullMarked
package io.ringfence.bench;

import org.jspecify.annotations.NullMarked;
