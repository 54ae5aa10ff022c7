@NullMarked
package io.ringfence.calicoctl.diff;

import org.jspecify.annotations.NullMarked;
