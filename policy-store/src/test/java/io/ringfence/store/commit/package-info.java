@NullMarked
package io.ringfence.store.commit;

import org.jspecify.annotations.NullMarked;
