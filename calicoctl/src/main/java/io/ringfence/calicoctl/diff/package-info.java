/** Differences of texts, for people. Pure; any thread. */
@NullMarked
package io.ringfence.calicoctl.diff;

import org.jspecify.annotations.NullMarked;
