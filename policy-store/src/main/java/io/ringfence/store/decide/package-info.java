/**
 * What a transaction does to the store. In: a request and the state of the keys that it concerns. Out: guarded writes, or problems.
 * Pure; any thread.
 *
 * <p>Always: every key that is written or that an answer rests on is guarded by the revision that was read, so a decision commits only
 * on the state it was made for, and at most once however often it is sent.
 */
@NullMarked
package io.ringfence.store.decide;

import org.jspecify.annotations.NullMarked;
