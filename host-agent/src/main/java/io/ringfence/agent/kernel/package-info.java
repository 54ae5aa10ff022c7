/**
 * The words in which the kernel's state is told: chains of rule text, sets of addresses, one table a family. Pure values, immutable,
 * any thread.
 *
 * <p>Always: rule text stands in the order and spelling in which {@code iptables-save} prints it, so that what is wanted and what was
 * read compare as text; only what carries our own name prefixes is ever represented here.
 */
@NullMarked
package io.ringfence.agent.kernel;

import org.jspecify.annotations.NullMarked;
