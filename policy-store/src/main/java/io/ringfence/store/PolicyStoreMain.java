package io.ringfence.store;

import io.ringfence.kit.lifecycle.ServiceMain;

/** The policy-store as a process of its own. */
public final class PolicyStoreMain {
    private PolicyStoreMain() {}

    /** See {@code --help}. */
    public static void main(String[] arguments) {
        ServiceMain.run("policy-store", StoreSettings.class, arguments, PolicyStoreService::start);
    }
}
