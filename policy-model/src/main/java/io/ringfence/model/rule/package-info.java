/** Rules as resources hold them: what a packet must be, and what then happens. Pure values, immutable, any thread. */
@NullMarked
package io.ringfence.model.rule;

import org.jspecify.annotations.NullMarked;
