@NullMarked
package io.ringfence.model.v3;

import org.jspecify.annotations.NullMarked;
