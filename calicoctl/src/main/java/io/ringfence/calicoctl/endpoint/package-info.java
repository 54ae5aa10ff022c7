/**
 * What is done with the profiles of an endpoint. Pure; any thread.
 *
 * <p>In: an endpoint as it is, and what is asked. Out: the endpoint as it shall be, or why not. Always: what is refused changes nothing.
 */
@NullMarked
package io.ringfence.calicoctl.endpoint;

import org.jspecify.annotations.NullMarked;
