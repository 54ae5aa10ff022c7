/** Tests. */
@org.jspecify.annotations.NullMarked
package io.ringfence.e2e.probe;
