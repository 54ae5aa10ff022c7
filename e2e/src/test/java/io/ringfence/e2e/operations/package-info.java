/** Does what {@code docs/OPERATIONS.md} tells operators to do, and holds its lists to what runs. */
@NullMarked
package io.ringfence.e2e.operations;

import org.jspecify.annotations.NullMarked;
