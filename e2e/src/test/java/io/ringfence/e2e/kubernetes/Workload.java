package io.ringfence.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What makes pods, of whatever kind.
 *
 * @param replicas null where somebody else says how many: the autoscaler, or the number of nodes
 */
record Workload(
        String name,
        String namespace,
        LabelSelector selector,
        PodTemplateSpec template,
        @Nullable Integer replicas) {

    static Workload of(Deployment deployment) {
        var spec = deployment.getSpec();
        return of(deployment, spec.getSelector(), spec.getTemplate(), spec.getReplicas());
    }

    static Workload of(StatefulSet set) {
        var spec = set.getSpec();
        return of(set, spec.getSelector(), spec.getTemplate(), spec.getReplicas());
    }

    static Workload of(DaemonSet set) {
        return of(set, set.getSpec().getSelector(), set.getSpec().getTemplate(), null);
    }

    private static Workload of(
            HasMetadata object, LabelSelector selector, PodTemplateSpec template, @Nullable Integer replicas) {
        return new Workload(
                object.getMetadata().getName(), object.getMetadata().getNamespace(), selector, template, replicas);
    }

    Map<String, String> labels() {
        return template.getMetadata().getLabels();
    }

    PodSpec pod() {
        return template.getSpec();
    }

    /** The only one. */
    Container container() {
        List<Container> containers = pod().getContainers();
        if (containers.size() != 1 || !pod().getInitContainers().isEmpty()) {
            throw new IllegalArgumentException(name + " has not exactly one container");
        }
        return containers.getFirst();
    }

    /** On the node's network, where network policies do not reach. */
    boolean isOnHostNetwork() {
        return Boolean.TRUE.equals(pod().getHostNetwork());
    }

    /** The number of a container's port by name or number; empty when the container has none such. */
    Optional<Integer> port(IntOrString port) {
        return container().getPorts().stream()
                .filter(each -> port.getStrVal() != null
                        ? port.getStrVal().equals(each.getName())
                        : each.getContainerPort().equals(port.getIntVal()))
                .map(ContainerPort::getContainerPort)
                .findFirst();
    }

    /** Whether a selector of labels picks its pods. Expressions are not in use here and are refused. */
    boolean isSelectedBy(LabelSelector wanted) {
        return matches(wanted, labels());
    }

    static boolean matches(LabelSelector wanted, Map<String, String> labels) {
        if (!wanted.getMatchExpressions().isEmpty()) {
            throw new IllegalArgumentException("a selector with expressions is not looked at here: " + wanted);
        }
        Map<String, String> pairs = wanted.getMatchLabels() == null ? Map.of() : wanted.getMatchLabels();
        return labels.entrySet().containsAll(pairs.entrySet());
    }
}
