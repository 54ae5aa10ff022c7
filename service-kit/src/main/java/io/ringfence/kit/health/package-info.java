/**
 * Telling an orchestrator how a service is, over HTTP. On the event loop of the server that the routes are mounted on.
 *
 * <p>Out: {@code /livez} is 200 while the process answers at all; {@code /readyz} is 200 when every check is up and 503 otherwise, with
 * each check's name and state; {@code /metrics} is Prometheus' text.
 */
@NullMarked
package io.ringfence.kit.health;

import org.jspecify.annotations.NullMarked;
