package io.ringfence.e2e.deploy;

import io.ringfence.e2e.net.Host;
import java.util.List;

/** The ways to run it all. */
public final class Deployments {
    private Deployments() {}

    /** All in this JVM. */
    public static Deployment standalone(List<Host> hosts, Backend backend) {
        return new InProcess(hosts, backend);
    }

    /** Each service a process. */
    public static Deployment distributed(List<Host> hosts, Backend backend) {
        return new Distributed(hosts, backend);
    }
}
