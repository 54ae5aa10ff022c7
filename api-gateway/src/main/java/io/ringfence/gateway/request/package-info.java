/**
 * What a write asks for, and what comes of it. In come bodies and conditions of requests, untrusted; out go transactions for
 * policy-store, or problems. Core, immutable, any thread (a worker: bodies are large). What always holds: whatever leaves has been read
 * strictly and validated.
 */
@NullMarked
package io.ringfence.gateway.request;

import org.jspecify.annotations.NullMarked;
