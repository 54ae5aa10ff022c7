/**
 * Turns the wanted policy state of one host into kernel text: chains of the filter table for both families, and sets.
 *
 * <p>In: a {@code ShardImage}. Out: a {@code Rendered}. Core; owned by the agent's thread (its caches are not shared). Always: the text
 * is a function of the image alone; a chain whose content did not change is the same object as before; what is missing denies.
 */
@NullMarked
package io.ringfence.agent.render;

import org.jspecify.annotations.NullMarked;
