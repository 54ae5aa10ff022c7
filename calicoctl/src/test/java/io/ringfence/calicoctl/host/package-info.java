@NullMarked
package io.ringfence.calicoctl.host;

import org.jspecify.annotations.NullMarked;
