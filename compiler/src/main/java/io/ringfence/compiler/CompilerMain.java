package io.ringfence.compiler;

import io.ringfence.kit.lifecycle.ServiceMain;

/** The compiler as a process of its own. */
public final class CompilerMain {
    private CompilerMain() {}

    /** Settings from the environment and {@code --config FILE}; see {@link CompilerSettings}. */
    public static void main(String[] arguments) {
        ServiceMain.run("compiler", CompilerSettings.class, arguments, CompilerService::start);
    }
}
