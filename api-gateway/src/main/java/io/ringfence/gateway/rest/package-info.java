/**
 * HTTP. In come requests, untrusted; out go answers, each with the request's id, and transactions for policy-store. Shell; everything
 * runs on the gateway's context, reading and encoding of what may be large on workers. What always holds: each request is answered
 * once; a request that is refused has changed nothing; {@code docs/openapi.yaml} names exactly the routes that exist.
 */
@NullMarked
package io.ringfence.gateway.rest;

import org.jspecify.annotations.NullMarked;
