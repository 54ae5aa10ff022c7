package io.ringfence.gateway.rest;

import io.vertx.core.Future;

/** Answers the requests of one route. */
@FunctionalInterface
interface Endpoint {
    /**
     * Answers a request, now or later.
     *
     * @return fails if the request is to be answered with a problem: {@link io.ringfence.gateway.problems.RefusedException} with that
     *     one, everything else with "a fault of the gateway"
     */
    Future<Void> answer(Exchange exchange);
}
