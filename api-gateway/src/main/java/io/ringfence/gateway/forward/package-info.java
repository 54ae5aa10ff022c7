/**
 * The way to policy-store. In come encoded transactions; out goes what the store said, or an honest word on what is not known. Shell;
 * runs on the gateway's context. What always holds: a transaction that may have reached a store is never sent a second time.
 */
@NullMarked
package io.ringfence.gateway.forward;

import org.jspecify.annotations.NullMarked;
