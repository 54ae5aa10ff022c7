/** Numbers and JSON as the original prints them, for the rooms that show something. In: values. Out: text. Pure; any thread. */
@NullMarked
package io.ringfence.calicoctl.print;

import org.jspecify.annotations.NullMarked;
