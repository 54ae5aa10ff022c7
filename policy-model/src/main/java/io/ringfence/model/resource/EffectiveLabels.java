package io.ringfence.model.resource;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The labels by which selectors see an endpoint: its own, then for each of its profiles in order that profile's labels and then its
 * tags, each as a label with an empty value. The first definition of a label wins. A profile that is missing contributes nothing.
 */
public final class EffectiveLabels {
    private EffectiveLabels() {}

    /**
     * Returns an unmodifiable map. Cost: the number of labels and tags.
     *
     * @param own the endpoint's own labels
     * @param profiles names, in the endpoint's order
     * @param lookup the profile of that name; null when there is none
     */
    public static Map<String, String> of(
            Map<String, String> own, List<String> profiles, Function<String, @Nullable Profile> lookup) {
        Map<String, String> labels = new HashMap<>(own);
        for (String name : profiles) {
            Profile profile = lookup.apply(name);
            if (profile != null) {
                profile.labels().forEach(labels::putIfAbsent);
                profile.tags().forEach(tag -> labels.putIfAbsent(tag, ""));
            }
        }
        return Collections.unmodifiableMap(labels);
    }

    public static Map<String, String> of(WorkloadEndpoint endpoint, Function<String, @Nullable Profile> lookup) {
        return of(endpoint.labels(), endpoint.profiles(), lookup);
    }

    public static Map<String, String> of(HostEndpoint endpoint, Function<String, @Nullable Profile> lookup) {
        return of(endpoint.labels(), endpoint.profiles(), lookup);
    }
}
