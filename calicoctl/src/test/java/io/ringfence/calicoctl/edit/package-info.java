@NullMarked
package io.ringfence.calicoctl.edit;

import org.jspecify.annotations.NullMarked;
