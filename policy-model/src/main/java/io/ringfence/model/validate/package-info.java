/**
 * Whether a resource may be stored: names, limits, and fields that must agree with each other. Pure, any thread.
 *
 * <p>In: a resource. Out: every problem found, none if it may be stored. Always: what passes here can be written as YAML or JSON, read
 * back and pass again.
 */
@NullMarked
package io.ringfence.model.validate;

import org.jspecify.annotations.NullMarked;
