@NullMarked
package io.ringfence.calicoctl.rules;

import org.jspecify.annotations.NullMarked;
