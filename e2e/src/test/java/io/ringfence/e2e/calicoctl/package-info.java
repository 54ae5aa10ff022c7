@NullMarked
package io.ringfence.e2e.calicoctl;

import org.jspecify.annotations.NullMarked;
