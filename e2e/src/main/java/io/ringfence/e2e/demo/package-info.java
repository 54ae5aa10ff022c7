/**
 * The demo: the tutorials' policies on real hosts. In: a deployment, a network, the command sequences under {@code seeds/}. Out: for each
 * step a matrix of what was expected and what real connections did.
 *
 * <p>Always: what is expected is written by hand in {@link io.ringfence.e2e.demo.Steps}, and compared with the reference verdict too; the
 * demo succeeds only if all three agree.
 */
@NullMarked
package io.ringfence.e2e.demo;

import org.jspecify.annotations.NullMarked;
