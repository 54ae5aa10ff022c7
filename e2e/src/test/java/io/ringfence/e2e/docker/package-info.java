/** Tests with a real Docker engine. */
@NullMarked
package io.ringfence.e2e.docker;

import org.jspecify.annotations.NullMarked;
