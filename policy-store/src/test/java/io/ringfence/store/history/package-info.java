@NullMarked
package io.ringfence.store.history;

import org.jspecify.annotations.NullMarked;
