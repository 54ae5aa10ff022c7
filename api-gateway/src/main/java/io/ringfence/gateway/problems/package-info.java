/**
 * How the gateway says no: problem details of RFC 9457. In come reasons from reading, deciding and forwarding; out goes one JSON form.
 * Core, immutable, any thread. What always holds: every refusal has a status, a type that programs can tell apart, and a text that says
 * what to do differently.
 */
@NullMarked
package io.ringfence.gateway.problems;

import org.jspecify.annotations.NullMarked;
