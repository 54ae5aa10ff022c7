/** The gateway with the real store and a real broker: what clients see, good input and bad. */
@NullMarked
package io.ringfence.e2e.gateway;

import org.jspecify.annotations.NullMarked;
