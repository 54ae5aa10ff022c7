/** Tests. */
@NullMarked
package io.ringfence.e2e.rubbish;

import org.jspecify.annotations.NullMarked;
