package io.ringfence.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether what one object says of another is so. Every method returns problems; none is good. */
final class Wiring {
    private final Manifests manifests;
    private final List<String> problems = new ArrayList<>();

    private Wiring(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> problems(Manifests manifests) {
        Wiring wiring = new Wiring(manifests);
        manifests.workloads().forEach(wiring::workload);
        manifests.of(Service.class).forEach(wiring::service);
        manifests.of(StatefulSet.class).forEach(wiring::names);
        manifests.of(PodDisruptionBudget.class).forEach(wiring::budget);
        manifests.of(NetworkPolicy.class).forEach(wiring::policy);
        manifests.of(HorizontalPodAutoscaler.class).forEach(wiring::autoscaler);
        wiring.settingsAgree();
        return List.copyOf(wiring.problems);
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private List<Workload> selected(String namespace, LabelSelector selector) {
        return manifests.workloads().stream()
                .filter(each -> each.namespace().equals(namespace) && each.isSelectedBy(selector))
                .toList();
    }

    private void workload(Workload workload) {
        String name = workload.name();
        require(workload.isSelectedBy(workload.selector()), name + ": its selector does not match its own pods");
        require(
                manifests.of(ServiceAccount.class).stream()
                        .anyMatch(
                                account -> account.getMetadata().getNamespace().equals(workload.namespace())
                                        && account.getMetadata()
                                                .getName()
                                                .equals(workload.pod().getServiceAccountName())),
                name + ": no service account " + workload.pod().getServiceAccountName());
        Set<String> mounted = new HashSet<>();
        for (VolumeMount mount : workload.container().getVolumeMounts()) {
            mounted.add(mount.getName());
        }
        Set<String> volumes = new HashSet<>();
        for (Volume volume : workload.pod().getVolumes()) {
            volumes.add(volume.getName());
        }
        manifests.of(StatefulSet.class).stream()
                .filter(set -> set.getMetadata().getName().equals(name))
                .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                .forEach(claim -> volumes.add(claim.getMetadata().getName()));
        require(mounted.equals(volumes), name + ": mounts " + mounted + " of volumes " + volumes);
        for (EnvVar variable : workload.container().getEnv()) {
            if (variable.getValueFrom() != null && variable.getValueFrom().getConfigMapKeyRef() != null) {
                var reference = variable.getValueFrom().getConfigMapKeyRef();
                require(
                        manifests.of(ConfigMap.class).stream()
                                .anyMatch(
                                        map -> map.getMetadata().getNamespace().equals(workload.namespace())
                                                && map.getMetadata().getName().equals(reference.getName())
                                                && map.getData().containsKey(reference.getKey())),
                        name + ": " + variable.getName() + " takes " + reference.getKey() + " from config map "
                                + reference.getName() + ", which has none");
            }
        }
    }

    private void service(Service service) {
        String name = service.getMetadata().getName();
        LabelSelector selector = new LabelSelector(List.of(), service.getSpec().getSelector());
        List<Workload> behind = selected(service.getMetadata().getNamespace(), selector);
        require(behind.size() == 1, "service " + name + " selects " + behind.size() + " workloads");
        for (Workload workload : behind) {
            for (ServicePort port : service.getSpec().getPorts()) {
                require(
                        workload.port(port.getTargetPort()).isPresent(),
                        "service " + name + ": target port "
                                + port.getTargetPort().getValue() + " is no port of " + workload.name());
            }
        }
    }

    private void names(StatefulSet set) {
        String name = set.getMetadata().getName();
        List<Service> named = manifests.of(Service.class).stream()
                .filter(service ->
                        service.getMetadata().getName().equals(set.getSpec().getServiceName()))
                .toList();
        require(
                named.size() == 1 && "None".equals(named.getFirst().getSpec().getClusterIP()),
                name + ": no headless service " + set.getSpec().getServiceName());
    }

    private void budget(PodDisruptionBudget budget) {
        String name = budget.getMetadata().getName();
        List<Workload> behind =
                selected(budget.getMetadata().getNamespace(), budget.getSpec().getSelector());
        require(behind.size() == 1, "budget " + name + " selects " + behind.size() + " workloads");
        for (Workload workload : behind) {
            int fewest = workload.replicas() != null ? workload.replicas() : fewest(workload);
            int minimum =
                    Objects.requireNonNull(budget.getSpec().getMinAvailable().getIntVal(), "a budget here is a number");
            require(
                    minimum >= 1 && minimum < fewest,
                    "budget " + name + " of " + minimum + " with " + fewest + " replicas lets no node be drained");
        }
    }

    private int fewest(Workload workload) {
        return manifests.of(HorizontalPodAutoscaler.class).stream()
                .filter(each -> each.getSpec().getScaleTargetRef().getName().equals(workload.name()))
                .findFirst()
                .map(each -> each.getSpec().getMinReplicas())
                .orElse(1);
    }

    private void policy(NetworkPolicy policy) {
        require(
                !selected(policy.getMetadata().getNamespace(), policy.getSpec().getPodSelector())
                        .isEmpty(),
                "network policy " + policy.getMetadata().getName() + " selects nothing");
    }

    private void autoscaler(HorizontalPodAutoscaler autoscaler) {
        var spec = autoscaler.getSpec();
        Workload target = manifests.workload(spec.getScaleTargetRef().getName());
        require(target.replicas() == null, target.name() + ": both it and its autoscaler say how many");
        int shards = Integer.parseInt(
                manifests.one(ConfigMap.class, "ringfence").getData().get("shards"));
        require(
                spec.getMaxReplicas() <= shards,
                spec.getMaxReplicas() + " compilers for " + shards + " shards: some would have nothing to do");
        require(spec.getMinReplicas() <= spec.getMaxReplicas(), "fewest compilers are more than most");
    }

    /** The agents' namespace has a copy, and nobody may be told of other shards or brokers. */
    private void settingsAgree() {
        Map<String, String> plane = manifests.one(ConfigMap.class, "ringfence").getData();
        Map<String, String> hosts =
                manifests.one(ConfigMap.class, "ringfence-hosts").getData();
        require(
                plane.entrySet().containsAll(hosts.entrySet()),
                "config maps ringfence and ringfence-hosts differ: " + plane + ", " + hosts);
    }
}
