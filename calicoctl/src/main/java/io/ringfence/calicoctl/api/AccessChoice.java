package io.ringfence.calicoctl.api;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the words say about the gateway; null for what they do not say.
 *
 * @param api of {@code --api}
 * @param context of {@code --context}
 * @param config of {@code --config}
 * @param tokenFile of {@code --token-file}
 */
public record AccessChoice(
        @Nullable String api,
        @Nullable String context,
        @Nullable Path config,
        @Nullable Path tokenFile) {
    public static final AccessChoice NOTHING = new AccessChoice(null, null, null, null);

    /** What this says, and of what it does not say the other's word. */
    public AccessChoice or(AccessChoice other) {
        return new AccessChoice(
                api == null ? other.api : api,
                context == null ? other.context : context,
                config == null ? other.config : config,
                tokenFile == null ? other.tokenFile : tokenFile);
    }
}
