/**
 * What tests of all modules share: builders that speak the domain, laws over generated cases, generators of resources and packets. Any
 * thread; builders and random generators belong to one test.
 *
 * <p>Always: what {@link io.ringfence.testkit.Generate} makes passes validation, and equal seeds make equal cases.
 */
@NullMarked
package io.ringfence.testkit;

import org.jspecify.annotations.NullMarked;
