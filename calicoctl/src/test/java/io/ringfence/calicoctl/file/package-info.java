@NullMarked
package io.ringfence.calicoctl.file;

import org.jspecify.annotations.NullMarked;
