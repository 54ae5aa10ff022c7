package io.ringfence.agent.docker.network;

import java.util.Map;
import java.util.TreeMap;

/** Labels that the engine's users give to networks and containers, as far as they are meant for policy. */
public final class Labels {
    /** What comes after it is the label's key. */
    public static final String PREFIX = "org.projectcalico.label.";

    private Labels() {}

    /** Those with the prefix, without it. They are not checked: what no label can be is refused where it is stored. */
    public static Map<String, String> of(Map<String, String> engineLabels) {
        Map<String, String> labels = new TreeMap<>();
        engineLabels.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                labels.put(key.substring(PREFIX.length()), value);
            }
        });
        return labels;
    }
}
