/** Tests of the whole, and of the walls between its parts. */
@NullMarked
package io.ringfence.standalone;

import org.jspecify.annotations.NullMarked;
