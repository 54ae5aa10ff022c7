@NullMarked
package io.ringfence.model.text;

import org.jspecify.annotations.NullMarked;
