/**
 * Writing resources: the operations, what is told about them and about a dry run, how a file that is not written as one is cut, and what
 * is not written at all. Pure; any thread.
 */
@NullMarked
package io.ringfence.calicoctl.write;

import org.jspecify.annotations.NullMarked;
