/**
 * Reads what the kernel holds of ours.
 *
 * <p>In: the text of {@code iptables-save} and {@code ipset save}. Out: {@code FilterTable} and {@code KernelSet} values, in the spelling
 * that render writes. Core; any thread. Always: what is not ours leaves no trace but for the chains of ours that it refers to; text that
 * cannot be understood is an error, never an empty answer.
 */
@NullMarked
package io.ringfence.agent.observe;

import org.jspecify.annotations.NullMarked;
