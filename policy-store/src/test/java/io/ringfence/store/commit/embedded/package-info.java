@NullMarked
package io.ringfence.store.commit.embedded;

import org.jspecify.annotations.NullMarked;
