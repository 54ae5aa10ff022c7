/**
 * The way to the gateway. Shell; each object belongs to the thread of the command.
 *
 * <p>In: keys, resources and preconditions. Out: what the gateway answered, as values; when there is no answer that can be understood,
 * {@link io.ringfence.calicoctl.api.GatewayException} with a text for people. No write is sent twice: one whose answer is lost
 * is for the person to repeat. Of a read the JDK's client tries again once by itself.
 */
@NullMarked
package io.ringfence.calicoctl.api;

import org.jspecify.annotations.NullMarked;
