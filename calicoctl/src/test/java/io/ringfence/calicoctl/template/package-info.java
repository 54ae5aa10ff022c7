@NullMarked
package io.ringfence.calicoctl.template;

import org.jspecify.annotations.NullMarked;
