@NullMarked
package io.ringfence.calicoctl.completion;

import org.jspecify.annotations.NullMarked;
