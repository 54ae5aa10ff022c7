package io.ringfence.agent;

import io.ringfence.kit.lifecycle.ServiceMain;

/** The agent as a process of its own. */
public final class HostAgentMain {
    private HostAgentMain() {}

    public static void main(String[] arguments) {
        ServiceMain.run("host-agent", AgentSettings.class, arguments, HostAgentService::start);
    }
}
