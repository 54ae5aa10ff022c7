@NullMarked
package io.ringfence.calicoctl.training;

import org.jspecify.annotations.NullMarked;
