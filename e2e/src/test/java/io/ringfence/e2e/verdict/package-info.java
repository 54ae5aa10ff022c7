/** Tests. */
@NullMarked
package io.ringfence.e2e.verdict;

import org.jspecify.annotations.NullMarked;
