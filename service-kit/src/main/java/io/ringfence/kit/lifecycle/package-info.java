/**
 * A service as a process: start, signals, exit codes, the log.
 *
 * <p>Always: a process that ends by itself says why, once, and has a non-zero exit code; on SIGTERM or SIGINT it stops in order within a
 * bound.
 */
@NullMarked
package io.ringfence.kit.lifecycle;

import org.jspecify.annotations.NullMarked;
