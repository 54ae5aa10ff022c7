/** Tests. */
@NullMarked
package io.ringfence.e2e.demo;

import org.jspecify.annotations.NullMarked;
