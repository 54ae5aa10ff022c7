/** Runs what the documents tell people to run. */
@NullMarked
package io.ringfence.e2e.docs;

import org.jspecify.annotations.NullMarked;
