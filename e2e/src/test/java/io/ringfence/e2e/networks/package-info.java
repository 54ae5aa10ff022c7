/** A real container engine with networks of ours. */
@NullMarked
package io.ringfence.e2e.networks;

import org.jspecify.annotations.NullMarked;
