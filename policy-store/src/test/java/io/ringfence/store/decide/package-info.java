@NullMarked
package io.ringfence.store.decide;

import org.jspecify.annotations.NullMarked;
