/**
 * Judges packets by kernel text, as the kernel does, for tests.
 *
 * <p>In: the text of {@code iptables-save} and {@code ipset save}, a packet, two interfaces. Out: whether it passes. It knows only the
 * matches and targets that render writes, and fails loudly at any other. Pure.
 */
@NullMarked
package io.ringfence.agent.interpret;

import org.jspecify.annotations.NullMarked;
