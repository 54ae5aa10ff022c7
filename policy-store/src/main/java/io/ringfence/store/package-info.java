/**
 * The policy-store as a service: its settings, and its rooms put together. A request goes through {@code request}, {@code decide} and
 * {@code commit}; what is committed goes through {@code history} and {@code publish}.
 */
@NullMarked
package io.ringfence.store;

import org.jspecify.annotations.NullMarked;
