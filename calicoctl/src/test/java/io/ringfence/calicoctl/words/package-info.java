@NullMarked
package io.ringfence.calicoctl.words;

import org.jspecify.annotations.NullMarked;
