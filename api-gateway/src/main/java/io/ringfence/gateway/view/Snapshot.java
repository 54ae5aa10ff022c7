package io.ringfence.gateway.view;

import io.ringfence.model.resource.Kind;
import io.ringfence.model.resource.ResourceKey;
import io.ringfence.model.resource.Revision;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pcollections.TreePMap;

/** All resources as of one revision. Immutable, shares its structure with its neighbours: a change costs O(log n). */
public final class Snapshot {
    static final Snapshot EMPTY = new Snapshot(Revision.NONE, new EnumMap<>(Kind.class));

    private final Revision revision;
    private final Map<Kind, TreePMap<String, Item>> items;

    private Snapshot(Revision revision, Map<Kind, TreePMap<String, Item>> items) {
        this.revision = revision;
        this.items = items;
    }

    Snapshot with(Revision newRevision, Map<Kind, TreePMap<String, Item>> changed) {
        Map<Kind, TreePMap<String, Item>> all = new EnumMap<>(items);
        all.putAll(changed);
        return new Snapshot(newRevision, all);
    }

    TreePMap<String, Item> of(Kind kind) {
        return items.getOrDefault(kind, TreePMap.empty());
    }

    /** The newest revision contained; {@link Revision#NONE} while nothing was ever written. */
    public Revision revision() {
        return revision;
    }

    public Optional<Item> get(ResourceKey key) {
        return Optional.ofNullable(of(key.kind()).get(key.path()));
    }

    public int count(Kind kind) {
        return of(kind).size();
    }

    /**
     * Everything of a kind whose identity agrees, in the order of keys.
     *
     * @param identity wanted values by identity field; empty means all. Leading fields narrow the range that is read, a later one alone
     *     reads everything of the kind.
     */
    public Collection<Item> list(Kind kind, Map<String, String> identity) {
        TreePMap<String, Item> all = of(kind);
        if (identity.isEmpty()) {
            return all.values();
        }
        StringBuilder prefix = new StringBuilder();
        int leading = 0;
        List<String> fields = kind.identity();
        while (leading < fields.size() && identity.containsKey(fields.get(leading))) {
            prefix.append(ResourceKey.escape(identity.getOrDefault(fields.get(leading), "")))
                    .append('/');
            leading++;
        }
        if (leading == fields.size()) {
            Item one = all.get(prefix.substring(0, prefix.length() - 1));
            return one == null ? List.of() : List.of(one);
        }
        // '0' is the character after '/': the range holds exactly the paths that start with the prefix.
        Collection<Item> range = leading == 0
                ? all.values()
                : all.subMap(prefix.toString(), prefix.substring(0, prefix.length() - 1) + "0")
                        .values();
        if (leading == identity.size()) {
            return range;
        }
        return range.stream()
                .filter(item -> {
                    List<String> parts = item.resource().key().parts();
                    for (int i = 0; i < fields.size(); i++) {
                        String wanted = identity.get(fields.get(i));
                        if (wanted != null && !wanted.equals(parts.get(i))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
    }
}
