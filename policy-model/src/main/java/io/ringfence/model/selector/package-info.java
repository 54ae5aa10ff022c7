/**
 * The selector language: who is meant, in terms of labels. Pure, immutable, any thread.
 *
 * <p>In: text of at most {@link io.ringfence.model.selector.Selector#MAX_LENGTH} characters. Out: an expression tree with one canonical
 * text, so that equal questions share one id. Always: {@code parse(s.canonical())} equals {@code s}.
 */
@NullMarked
package io.ringfence.model.selector;

import org.jspecify.annotations.NullMarked;
