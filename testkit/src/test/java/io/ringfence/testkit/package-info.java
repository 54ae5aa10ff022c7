@NullMarked
package io.ringfence.testkit;

import org.jspecify.annotations.NullMarked;
