/**
 * A profile's rules in the forms that the {@code profile} commands show and read, and the edits they make. Pure; any thread.
 *
 * <p>In: a profile and a wish. Out: text, or the whole new profile, or why not. Always: what cannot be said in a form is refused, never
 * left out, so that no rule loses a condition on its way.
 */
@NullMarked
package io.ringfence.calicoctl.rules;

import org.jspecify.annotations.NullMarked;
