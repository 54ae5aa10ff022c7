@NullMarked
package io.ringfence.calicoctl.table;

import org.jspecify.annotations.NullMarked;
