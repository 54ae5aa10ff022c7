/**
 * Documents of {@code projectcalico.org/v3}: to resources and back. Pure, any thread.
 *
 * <p>In: a document's tree, or a resource. Out: the resource that means exactly the same, or why there is none; the document, or why
 * there is none. Always: what is written here reads back as the resource that {@link io.ringfence.model.v3.Equivalent} names, and no
 * rule loses a criterion on the way.
 *
 * <p>A namespace is a label: what is in namespace {@code n} has {@code projectcalico.org/namespace: n} and the namespace's own labels
 * with {@code pcns.} before them. A namespaced policy or set is called {@code n/name} here.
 *
 * <p>Not kept, because it has no effect: labels of policies, tiers and profiles, notes on rules ({@code metadata.annotations}),
 * {@code performanceHints}, and what an API server keeps for itself ({@code uid}, {@code resourceVersion} and the like).
 */
@NullMarked
package io.ringfence.model.v3;

import org.jspecify.annotations.NullMarked;
