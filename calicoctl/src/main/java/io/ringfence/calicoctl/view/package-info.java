/**
 * Resources as templates see them: with the field names of the original's data types, every field there, empty ones too. Pure; any
 * thread.
 *
 * <p>In: groups of resources. Out: one list of the original's list objects. Always: a name that is no field of the kind is an error for the
 * template, never silently nothing.
 */
@NullMarked
package io.ringfence.calicoctl.view;

import org.jspecify.annotations.NullMarked;
