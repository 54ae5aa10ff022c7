@NullMarked
package io.ringfence.store.publish;

import org.jspecify.annotations.NullMarked;
