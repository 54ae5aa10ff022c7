@NullMarked
package io.ringfence.model.net;

import org.jspecify.annotations.NullMarked;
