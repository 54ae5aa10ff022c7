@NullMarked
package io.ringfence.calicoctl.write;

import org.jspecify.annotations.NullMarked;
