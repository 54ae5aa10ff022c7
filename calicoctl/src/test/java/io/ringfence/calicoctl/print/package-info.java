@NullMarked
package io.ringfence.calicoctl.print;

import org.jspecify.annotations.NullMarked;
