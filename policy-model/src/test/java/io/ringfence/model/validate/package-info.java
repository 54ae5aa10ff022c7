@NullMarked
package io.ringfence.model.validate;

import org.jspecify.annotations.NullMarked;
