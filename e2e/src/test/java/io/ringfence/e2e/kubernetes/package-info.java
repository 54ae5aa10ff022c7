/**
 * Holds the manifests under {@code k8s/} to Kubernetes' own types, to the services' settings and to the flows that exist. In: what
 * {@code kubectl kustomize} renders. No cluster: what an API server or a node would say is not known here.
 */
@NullMarked
package io.ringfence.e2e.kubernetes;

import org.jspecify.annotations.NullMarked;
