@NullMarked
package io.ringfence.store.commit.etcd;

import org.jspecify.annotations.NullMarked;
