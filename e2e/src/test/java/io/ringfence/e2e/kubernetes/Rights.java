package io.ringfence.e2e.kubernetes;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether each pod has the rights it needs and no more. Returns problems; none is good. */
final class Rights {
    /** What an agent's tools use beside root's identity. */
    private static final Set<String> OF_AN_AGENT = Set.of("NET_ADMIN", "NET_RAW");

    private static final Set<String> FOLDERS_OF_AN_AGENT =
            Set.of("/var/lib/ringfence", "/run/xtables.lock", "/lib/modules");

    private final List<String> problems = new ArrayList<>();

    private Rights() {}

    static List<String> problems(Manifests manifests) {
        Rights rights = new Rights();
        manifests.workloads().forEach(rights::check);
        for (ServiceAccount account : manifests.of(ServiceAccount.class)) {
            rights.require(
                    Boolean.FALSE.equals(account.getAutomountServiceAccountToken()),
                    "service account " + account.getMetadata().getName() + " hands out tokens that nobody needs");
        }
        return List.copyOf(rights.problems);
    }

    private void require(boolean holds, String problem) {
        if (!holds) {
            problems.add(problem);
        }
    }

    private void check(Workload workload) {
        String name = workload.name();
        boolean agent = name.equals("host-agent");
        require(
                Boolean.FALSE.equals(workload.pod().getAutomountServiceAccountToken()),
                name + ": its pods get a token");
        require(
                Boolean.FALSE.equals(workload.pod().getEnableServiceLinks()),
                name + ": variables of services could look like settings");
        require(workload.isOnHostNetwork() == agent, name + ": on the wrong network");
        container(name, workload.container().getSecurityContext(), agent);
        PodSecurityContext pod = workload.pod().getSecurityContext();
        require("RuntimeDefault".equals(pod.getSeccompProfile().getType()), name + ": system calls are not restricted");
        if (agent) {
            require(folders(workload).equals(FOLDERS_OF_AN_AGENT), name + ": has " + folders(workload));
        } else {
            require(Boolean.TRUE.equals(pod.getRunAsNonRoot()) && pod.getRunAsUser() > 0, name + ": may run as root");
            require(folders(workload).isEmpty(), name + ": has folders of its node: " + folders(workload));
        }
        limits(workload);
    }

    private void container(String name, SecurityContext context, boolean agent) {
        require(Boolean.FALSE.equals(context.getAllowPrivilegeEscalation()), name + ": may gain rights");
        require(Boolean.TRUE.equals(context.getReadOnlyRootFilesystem()), name + ": may write its own files");
        require(!Boolean.TRUE.equals(context.getPrivileged()), name + ": is privileged");
        var capabilities = context.getCapabilities();
        require(capabilities.getDrop().equals(List.of("ALL")), name + ": keeps capabilities");
        require(
                Set.copyOf(capabilities.getAdd()).equals(agent ? OF_AN_AGENT : Set.of()),
                name + ": has capabilities " + capabilities.getAdd());
    }

    private static Set<String> folders(Workload workload) {
        Set<String> folders = new TreeSet<>();
        for (Volume volume : workload.pod().getVolumes()) {
            if (volume.getHostPath() != null) {
                folders.add(volume.getHostPath().getPath());
            }
        }
        return folders;
    }

    /** Memory is bounded; processor time is asked for and not bounded, because a throttled compiler only lags. */
    private void limits(Workload workload) {
        Map<String, Quantity> requests = workload.container().getResources().getRequests();
        Map<String, Quantity> limits = workload.container().getResources().getLimits();
        require(requests.keySet().equals(Set.of("cpu", "memory")), workload.name() + ": requests " + requests);
        require(limits.keySet().equals(Set.of("memory")), workload.name() + ": limits " + limits);
        require(
                Quantity.getAmountInBytes(requests.getOrDefault("memory", new Quantity("0")))
                                .compareTo(Quantity.getAmountInBytes(limits.getOrDefault("memory", new Quantity("0"))))
                        <= 0,
                workload.name() + ": asks for more memory than it may have");
    }
}
