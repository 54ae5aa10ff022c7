/** Against the system's own tools, without a change to the machine. */
@NullMarked
package io.ringfence.link;

import org.jspecify.annotations.NullMarked;
