/**
 * The agent as a client of the api-gateway, for what a host has to say itself: its containers' endpoints, their profiles and addresses.
 *
 * <p>In: reads and transactions. Out: {@code GatewayReply}, which tells apart what a caller answers differently. Shell; any thread. Always:
 * every call ends within the configured time, and no call fails otherwise than by its reply.
 */
@NullMarked
package io.ringfence.agent.gateway;

import org.jspecify.annotations.NullMarked;
