/**
 * What operators store: profiles, policies, endpoints and the rest. Pure values, immutable, any thread.
 *
 * <p>Always: a resource that exists as an object has the shape its record says; that its fields are within limits and agree with each
 * other is what {@code io.ringfence.model.validate} checks.
 */
@NullMarked
package io.ringfence.model.resource;

import org.jspecify.annotations.NullMarked;
