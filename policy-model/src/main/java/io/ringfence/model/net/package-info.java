/**
 * The words of packets: addresses, protocols, ports, ICMP. Pure values, immutable, any thread.
 *
 * <p>In: text from documents. Out: values that compare and print canonically.
 */
@NullMarked
package io.ringfence.model.net;

import org.jspecify.annotations.NullMarked;
