package io.ringfence.calicoctl.edit;

import io.ringfence.model.resource.HostEndpoint;
import io.ringfence.model.resource.IpPool;
import io.ringfence.model.resource.IpamBlock;
import io.ringfence.model.resource.NetworkSet;
import io.ringfence.model.resource.Node;
import io.ringfence.model.resource.Policy;
import io.ringfence.model.resource.Profile;
import io.ringfence.model.resource.Resource;
import io.ringfence.model.resource.Tier;
import io.ringfence.model.resource.WorkloadEndpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Labels to set and to remove.
 *
 * @param set in the order typed
 * @param removed in the order typed
 * @param overwrite whether a label may already have another value
 */
public record LabelEdit(Map<String, String> set, List<String> removed, boolean overwrite) {
    public LabelEdit {
        set = new LinkedHashMap<>(set);
        removed = List.copyOf(removed);
    }

    /** What an edit comes to. */
    public sealed interface Result {}

    public record Edited(Resource resource) implements Result {}

    public record Refused(String message) implements Result {}

    /** Reads {@code key=value} and {@code key-}; empty when a word is neither, a label is named twice, or there is none. */
    public static Optional<LabelEdit> parse(List<String> words, boolean overwrite) {
        Map<String, String> set = new LinkedHashMap<>();
        List<String> removed = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            String key = equals > 0 ? word.substring(0, equals) : word.substring(0, Math.max(0, word.length() - 1));
            boolean removes = equals < 0 && word.endsWith("-");
            if (key.isEmpty()
                    || equals == 0
                    || (equals < 0 && !removes)
                    || set.containsKey(key)
                    || removed.contains(key)) {
                return Optional.empty();
            }
            if (removes) {
                removed.add(key);
            } else {
                set.put(key, word.substring(equals + 1));
            }
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(new LabelEdit(set, removed, overwrite));
    }

    /** The resource with its labels edited. Removing a label that is not there changes nothing. */
    public Result apply(Resource resource) {
        return switch (resource) {
            case Profile profile ->
                edited(
                        profile.labels(),
                        labels -> new Profile(
                                profile.name(), profile.tags(), labels, profile.ingress(), profile.egress()));
            case NetworkSet networkSet ->
                edited(networkSet.labels(), labels -> new NetworkSet(networkSet.name(), labels, networkSet.nets()));
            case HostEndpoint endpoint ->
                edited(
                        endpoint.labels(),
                        labels -> new HostEndpoint(
                                endpoint.node(),
                                endpoint.name(),
                                labels,
                                endpoint.interfaceName(),
                                endpoint.expectedIps(),
                                endpoint.profiles(),
                                endpoint.ports()));
            case WorkloadEndpoint endpoint -> edited(endpoint.labels(), endpoint::withLabels);
            case Policy _, Tier _, Node _, IpPool _, IpamBlock _ ->
                new Refused("a " + resource.kind().text() + " has no labels");
        };
    }

    private Result edited(Map<String, String> labels, Function<Map<String, String>, Resource> with) {
        Map<String, String> edited = new TreeMap<>(labels);
        for (Map.Entry<String, String> label : set.entrySet()) {
            String before = edited.put(label.getKey(), label.getValue());
            if (before != null && !before.equals(label.getValue()) && !overwrite) {
                return new Refused(
                        "label " + label.getKey() + " is '" + before + "' already; --overwrite gives it another value");
            }
        }
        removed.forEach(edited::remove);
        return new Edited(with.apply(edited));
    }
}
