/**
 * What every HTTP client of ours needs, and the token that a server of ours may demand.
 *
 * <p>In: calls, from any thread, and responses. Out: their outcome, on an event loop. Shell. Always: a body is read no further than its
 * limit; of a token a server keeps the hash.
 */
@NullMarked
package io.ringfence.kit.http;

import org.jspecify.annotations.NullMarked;
