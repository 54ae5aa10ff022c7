package io.ringfence.calicoctl.write;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import java.util.Optional;

/**
 * Policies that only show what Kubernetes' own network policies say. Whoever wrote to one would lose it to the next change there, so the
 * original refuses to.
 */
public final class ReadOnly {
    private static final String MADE_FROM_KUBERNETES = "knp.default.";

    private ReadOnly() {}

    /** Why the operation is not done with it; empty when nothing stands against it. */
    public static Optional<String> refusal(Operation operation, ResourceKey key) {
        return isReadOnly(key)
                ? Optional.of("operation " + operation.call() + " is not supported on "
                        + key.parts().getFirst())
                : Optional.empty();
    }

    /** A policy of v3 has its namespace before the name: {@code backend/knp.default.web}. */
    private static boolean isReadOnly(ResourceKey key) {
        if (key.kind() != Kind.POLICY) {
            return false;
        }
        String name = key.parts().getFirst();
        return name.startsWith(MADE_FROM_KUBERNETES, name.lastIndexOf('/') + 1);
    }
}
