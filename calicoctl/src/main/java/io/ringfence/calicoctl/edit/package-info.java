/** Edits of one resource: labels, and merge patches. In: a resource and what is wanted. Out: the resource as wanted. Pure; any thread. */
@NullMarked
package io.ringfence.calicoctl.edit;

import org.jspecify.annotations.NullMarked;
