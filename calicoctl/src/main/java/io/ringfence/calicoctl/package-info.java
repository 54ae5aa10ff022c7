/**
 * The program: from an argument list to an exit status. Shell; one thread, the caller's.
 *
 * <p>In: arguments, environment, standard input. Out: results on standard output, everything else on standard error; status 0 when the
 * wish is fulfilled, 1 when it was refused or failed, 2 when the words are wrong. Always: a failure is a text, never a stack trace.
 */
@NullMarked
package io.ringfence.calicoctl;

import org.jspecify.annotations.NullMarked;
