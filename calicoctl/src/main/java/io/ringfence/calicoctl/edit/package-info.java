/**
 * Edits of one resource: labels, merge patches, and its text with a remark above it in an editor. In: a resource or text, and what is
 * wanted. Out: the same as wanted. Pure; any thread.
 */
@NullMarked
package io.ringfence.calicoctl.edit;

import org.jspecify.annotations.NullMarked;
