@NullMarked
package io.ringfence.model.selector;

import org.jspecify.annotations.NullMarked;
