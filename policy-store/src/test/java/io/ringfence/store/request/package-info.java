@NullMarked
package io.ringfence.store.request;

import org.jspecify.annotations.NullMarked;
