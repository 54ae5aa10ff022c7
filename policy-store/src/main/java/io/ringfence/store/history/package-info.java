/**
 * From what the store did to what the topic says. In: the store's changes, revision by revision, or all of it and all of the topic.
 * Out: events in the topic's order. Pure; any thread.
 *
 * <p>Always: events go by revision, then key; the last of each revision, and only it, is marked; the same input gives the same events.
 */
@NullMarked
package io.ringfence.store.history;

import org.jspecify.annotations.NullMarked;
