/**
 * Tables as both generations of the tool print them. Pure; any thread.
 *
 * <p>In: resources. Out: text, lines ended by a newline.
 */
@NullMarked
package io.ringfence.calicoctl.table;

import org.jspecify.annotations.NullMarked;
