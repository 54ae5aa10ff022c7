/**
 * What every HTTP client of ours needs.
 *
 * <p>In: calls, from any thread, and responses. Out: their outcome, on an event loop. Shell. Always: a body is read no further than its limit.
 */
@NullMarked
package io.ringfence.kit.http;

import org.jspecify.annotations.NullMarked;
