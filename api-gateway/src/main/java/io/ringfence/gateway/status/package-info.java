/**
 * Which host holds which revision. In come the hosts' own reports from {@code policy.status} and the instant each was heard; out go
 * answers about one host, all hosts and one revision. Owner: the gateway's context. Core: the present instant is an argument. What
 * always holds: a host that has stopped or gone silent is never counted as having realized anything, and never forgotten in silence:
 * it is listed apart.
 */
@NullMarked
package io.ringfence.gateway.status;

import org.jspecify.annotations.NullMarked;
