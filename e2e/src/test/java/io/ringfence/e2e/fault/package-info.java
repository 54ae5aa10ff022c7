/** Tests. */
@NullMarked
package io.ringfence.e2e.fault;

import org.jspecify.annotations.NullMarked;
