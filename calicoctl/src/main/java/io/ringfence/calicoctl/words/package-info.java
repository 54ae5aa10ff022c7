/**
 * What people type: the word grammars of {@code profile}, {@code endpoint}, {@code container}, {@code ipam} and {@code config}, identities,
 * names of kinds and of output formats, times, and what was probably meant. Pure; any thread.
 *
 * <p>In: words of the command line. Out: requests as values, or what is wrong with the words. Always: nothing here has an effect, and a
 * value that comes out needs no further check of its form.
 */
@NullMarked
package io.ringfence.calicoctl.words;

import org.jspecify.annotations.NullMarked;
