/**
 * Writing files of resources: the operations, what is told about them, and how a file that is not written as one is cut. Pure; any
 * thread.
 */
@NullMarked
package io.ringfence.calicoctl.write;

import org.jspecify.annotations.NullMarked;
