/**
 * Which address, out of which block: decides, and writes nothing. In: what the store is known to hold ({@code Known}), who asks and for
 * what. Out: one guarded write of one block, or why there is none.
 *
 * <p>Pure, any thread. Always: what is known may be old. A decision that rests on something old fails at the store, because its write
 * names the revision that was known; so no address is ever given out twice, whatever each host believes.
 */
@NullMarked
package io.ringfence.model.ipam;

import org.jspecify.annotations.NullMarked;
