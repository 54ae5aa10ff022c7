@NullMarked
package io.ringfence.calicoctl;

import org.jspecify.annotations.NullMarked;
