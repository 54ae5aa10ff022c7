/**
 * Core: knows every labelled thing (workload endpoints, host endpoints, network sets) and which selectors select it.
 *
 * <p>In: changed resources, and selectors that someone wants answered. Out: for each such selector the bitmap of what it selects, and
 * after each batch what moved in or out. Owner: the compiler's thread. Always: a selector's bitmap equals evaluating it on every thing's
 * effective labels, at a cost that follows the change and not the number of things or selectors.
 */
@NullMarked
package io.ringfence.compiler.match;

import org.jspecify.annotations.NullMarked;
