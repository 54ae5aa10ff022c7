/**
 * Networks of the container engine: the network driver {@code calico}, on the engine's plug-in socket.
 *
 * <p>In: the engine's calls and events. Out: profiles and endpoints through the api-gateway, links on the host. Shell; calls run on event
 * loops, what blocks on workers. Always: an endpoint is stored before its link exists, so that no container has a link without policy; what
 * a crash leaves between two steps is found and removed by the reconciliation.
 */
@NullMarked
package io.ringfence.agent.docker;

import org.jspecify.annotations.NullMarked;
