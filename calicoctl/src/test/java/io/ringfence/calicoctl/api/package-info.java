@NullMarked
package io.ringfence.calicoctl.api;

import org.jspecify.annotations.NullMarked;
